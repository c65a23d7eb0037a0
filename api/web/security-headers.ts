/** What every answer tells a browser that it must not do. Pages bring a policy of their own (pages.ts). */
import type { ServerResponse } from 'node:http';

/** Two years, as hstspreload.org demands; subdomains are not ours to speak for. */
const HSTS = 'max-age=63072000';

export interface SecurityHeaders {
  /** TLS is ours, with a certificate that browsers know: then plain http is over for this name. */
  readonly hsts: boolean;
}

export const securityHeaders =
  ({ hsts }: SecurityHeaders) =>
  (response: ServerResponse, path: string): void => {
    response.setHeader('X-Content-Type-Options', 'nosniff');
    response.setHeader('Referrer-Policy', 'no-referrer');
    if (hsts) response.setHeader('Strict-Transport-Security', HSTS);
    // A worker obeys the policy that its own script came with; assets have none but their page's.
    if (!path.startsWith('/assets/')) setAll(response, OF_ANSWERS);
  };

/** For JSON that somebody opens in a browser: it runs nothing, stands in no frame, and is kept nowhere. */
const OF_ANSWERS = {
  'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'",
  'Cache-Control': 'no-store',
} as const;

export function setAll(response: ServerResponse, headers: Readonly<Record<string, string>>): void {
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
}
