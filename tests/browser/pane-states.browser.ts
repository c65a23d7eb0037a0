/** Every state of the pane, up to the preview; the others are in pane-states-later, for another worker to judge. */
import { BEFORE_SIGN_IN } from './pane-states/before-sign-in.ts';
import { judgeStates } from './pane-states/judge-states.ts';
import { PREVIEWS } from './pane-states/previews.ts';
import { PULLING } from './pane-states/pulling.ts';
import { SHEETS } from './pane-states/sheets.ts';

judgeStates({ BEFORE_SIGN_IN, SHEETS, PULLING, PREVIEWS });
