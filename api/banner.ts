/** What a person reads in the terminal while the server starts and when it is up. */
import { DEMO_USERS } from './access/demo-users.ts';

export interface Started {
  readonly url: string;
  readonly signIn: 'DEMO' | 'OIDC' | 'NONE';
  readonly seconds: number;
  /** File of the certificate that we made for ourselves. */
  readonly ownCertificate?: string | undefined;
}

export function startedText(o: Started): string {
  const lines = [
    '',
    `Marketgrid is ready after ${o.seconds.toFixed(1)} s. Ctrl-C stops it.`,
    '',
    `  Workbench ${o.url}/workbench`,
    `  GraphQL   ${o.url}/graphql`,
    `  Health    ${o.url}/healthz  ${o.url}/readyz`,
  ];
  lines.push('', ...signInText(o));
  if (o.ownCertificate !== undefined) lines.push('', ...trustText(o.ownCertificate));
  return `${lines.join('\n')}\n\n`;
}

function demoSignInText({ url, ownCertificate }: Started): readonly string[] {
  const trusting = ownCertificate === undefined ? '' : `--cacert '${ownCertificate}' `;
  return [
    `Demo users: ${DEMO_USERS.map((user) => user.subject).join(' ')}. A token for one of them:`,
    `  curl -s ${trusting}-H 'content-type: application/json' -d '{"user":"pricing"}' ${url}/auth/demo`,
  ];
}

const OTHER_SIGN_IN = {
  OIDC: ['Sign in with a bearer token of OIDC_ISSUER, or with a service token.'],
  NONE: [
    'People cannot sign in here: the demo users are for the embedded database on a loopback address. Set OIDC_ISSUER and',
    'OIDC_AUDIENCE. Service tokens are taken, and the import works: npm run import',
  ],
} as const;

const signInText = (o: Started): readonly string[] =>
  o.signIn === 'DEMO' ? demoSignInText(o) : OTHER_SIGN_IN[o.signIn];

/** Nothing is trusted silently: it is the user's to do, and to undo. */
function trustText(file: string): string[] {
  const trust: Partial<Record<NodeJS.Platform, string>> = {
    darwin: `security add-trusted-cert -p ssl -k ~/Library/Keychains/login.keychain-db '${file}'`,
    win32: `certutil -user -addstore Root "${file}"`,
    linux: `certutil -d sql:$HOME/.pki/nssdb -A -t P,, -n marketgrid -i '${file}'   (package libnss3-tools; for Chromium)`,
  };
  return [
    'The certificate was made for this machine, and nobody trusts it yet:',
    `  ${file}`,
    'Office and browsers ask for that. To trust it for your own account:',
    `  ${trust[process.platform] ?? 'add this file to the certificates that your browser trusts'}`,
    'Its key stays beside it. To start over, delete both; then distrust the old certificate, too.',
  ];
}

export const progressText = (step: string): string => `  ${step} …\n`;
export const stoppingText = '\n  stopping …\n';
export const faultText = (sentence: string): string => `Marketgrid cannot start. ${sentence}\n`;
