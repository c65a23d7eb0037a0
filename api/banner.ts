/** What a person reads in the terminal while the server starts and when it is up. */
import { DEMO_USERS } from './access/demo-users.ts';

export function startedText(o: { url: string; signIn: 'DEMO' | 'OIDC' | 'NONE'; seconds: number }): string {
  const lines = [
    '',
    `Marketgrid is ready after ${o.seconds.toFixed(1)} s. Ctrl-C stops it.`,
    '',
    `  Workbench ${o.url}/workbench`,
    `  GraphQL   ${o.url}/graphql`,
    `  Health    ${o.url}/healthz  ${o.url}/readyz`,
  ];
  lines.push('', ...signInText(o));
  return `${lines.join('\n')}\n\n`;
}

const demoSignInText = (url: string): readonly string[] => [
  `Demo users: ${DEMO_USERS.map((user) => user.subject).join(' ')}. A token for one of them:`,
  `  curl -s -H 'content-type: application/json' -d '{"user":"pricing"}' ${url}/auth/demo`,
];

const OTHER_SIGN_IN = {
  OIDC: ['Sign in with a bearer token of OIDC_ISSUER, or with a service token.'],
  NONE: [
    'People cannot sign in here: the demo users are for the embedded database on a loopback address. Set OIDC_ISSUER and',
    'OIDC_AUDIENCE. Service tokens are taken, and the import works: npm run import',
  ],
} as const;

const signInText = (o: { url: string; signIn: 'DEMO' | 'OIDC' | 'NONE' }): readonly string[] =>
  o.signIn === 'DEMO' ? demoSignInText(o.url) : OTHER_SIGN_IN[o.signIn];

export const progressText = (step: string): string => `  ${step} …\n`;
export const stoppingText = '\n  stopping …\n';
export const faultText = (sentence: string): string => `Marketgrid cannot start. ${sentence}\n`;
