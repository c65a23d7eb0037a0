/** For `node --import`: Node runs the add-in's TypeScript as it stands. */
import { register } from 'node:module';

register('./typescript-hooks.js', import.meta.url);
