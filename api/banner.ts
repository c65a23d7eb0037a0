/** What a person reads in the terminal while the server starts and when it is up. */
import { DEMO_USERS } from './access/demo-users.ts';

export function startedText(o: { url: string; hasSignIn: boolean; seconds: number }): string {
  const lines = [
    '',
    `Marketgrid is ready after ${o.seconds.toFixed(1)} s. Ctrl-C stops it.`,
    '',
    `  Workbench ${o.url}/workbench`,
    `  GraphQL   ${o.url}/graphql`,
    `  Health    ${o.url}/healthz  ${o.url}/readyz`,
  ];
  lines.push('', ...(o.hasSignIn ? demoSignInText(o.url) : NO_SIGN_IN));
  return `${lines.join('\n')}\n\n`;
}

const demoSignInText = (url: string): readonly string[] => [
  `Demo users: ${DEMO_USERS.map((user) => user.subject).join(' ')}. A token for one of them:`,
  `  curl -s -H 'content-type: application/json' -d '{"user":"pricing"}' ${url}/auth/demo`,
];

const NO_SIGN_IN = [
  'Nobody can sign in here: the demo users are for the embedded database on a loopback address,',
  'and this version has no other sign-in. The import works: npm run import',
];

export const progressText = (step: string): string => `  ${step} …\n`;
export const stoppingText = '\n  stopping …\n';
export const faultText = (sentence: string): string => `Marketgrid cannot start. ${sentence}\n`;
