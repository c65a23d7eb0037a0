/** Every state of the pane from the push on, and of its other tabs; those before are in pane-states. */
import { ACCESS } from './pane-states/access.ts';
import { AUDIT } from './pane-states/audit.ts';
import { CONFLICTS } from './pane-states/conflicts.ts';
import { judgeStates } from './pane-states/judge-states.ts';
import { PUSHING } from './pane-states/pushing.ts';

judgeStates({ PUSHING, CONFLICTS, AUDIT, ACCESS });
