/**
 * The pages that we serve, in one place: vite.config.ts bundles their sources, web-pages.ts answers their routes. A new
 * page is one entry here.
 */

export interface WebPage {
  /** Where a browser asks for it. */
  readonly route: string;
  /** Its HTML, from the top of the project; dist/web holds the bundled one under the same path. */
  readonly source: string;
  /** Its route answers other things too: only a GET that prefers HTML is for the page. */
  readonly isNegotiated?: true;
  readonly contentSecurityPolicy: string;
}

/** Nothing from another origin. Monaco and Fluent write style elements, and Monaco carries small images in its CSS. */
const OWN_ORIGIN_ONLY = [
  "default-src 'none'",
  "script-src 'self'",
  "worker-src 'self'",
  "connect-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "font-src 'self' data:",
  "img-src 'self' data:",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

export const PAGES: readonly WebPage[] = [
  {
    route: '/graphql',
    source: 'api/graphiql/index.html',
    isNegotiated: true,
    contentSecurityPolicy: OWN_ORIGIN_ONLY,
  },
];
