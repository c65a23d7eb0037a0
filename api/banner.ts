/** What a person reads in the terminal while the server starts and when it is up. */

export function startedText(o: { url: string; isDemo: boolean; seconds: number }): string {
  const lines = [
    '',
    `Marketgrid is ready after ${o.seconds.toFixed(1)} s. Ctrl-C stops it.`,
    '',
    `  GraphQL   ${o.url}/graphql`,
    `  Health    ${o.url}/healthz  ${o.url}/readyz`,
  ];
  if (o.isDemo) {
    lines.push(
      '',
      'Demo users: viewer pricing finance product approver admin. A token for one of them:',
      `  curl -s -H 'content-type: application/json' -d '{"user":"pricing"}' ${o.url}/auth/demo`,
    );
  }
  return `${lines.join('\n')}\n\n`;
}

export const progressText = (step: string): string => `  ${step} …\n`;
export const stoppingText = '\n  stopping …\n';
export const faultText = (sentence: string): string => `Marketgrid cannot start. ${sentence}\n`;
