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
  /** People sign in from here: where they can, the page may ask their identity provider. */
  readonly signsIn?: true;
  /** A task pane as the workbench shows it: with office.js from here, speaking to the workbench instead of to Excel. */
  readonly isInWorkbench?: true;
}

/** Nothing from another origin. Monaco and Fluent write style elements, and Monaco carries small images in its CSS. */
const OWN_ORIGIN = [
  "default-src 'none'",
  "script-src 'self'",
  "worker-src 'self'",
  "connect-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "font-src 'self' data:",
  "img-src 'self' data:",
  "base-uri 'none'",
  "form-action 'none'",
];
const OWN_ORIGIN_ONLY = [...OWN_ORIGIN, "frame-ancestors 'none'"].join('; ');
/** The workbench frames the pane. */
const FRAMING = [...OWN_ORIGIN, "frame-src 'self'", "frame-ancestors 'none'"].join('; ');
const FRAMED = [...OWN_ORIGIN, "frame-ancestors 'self'"].join('; ');

/** Microsoft's CDN, from which add-ins must load office.js. */
const OFFICE_JS = 'https://appsforoffice.microsoft.com';

/** Where Excel on the web frames a task pane, beside our own workbench. Excel on a desktop frames nothing. */
const OFFICE_FRAMES = ['officeapps.live.com', 'office.com', 'sharepoint.com', 'cloud.microsoft']
  .map((domain) => `https://*.${domain}`)
  .join(' ');

/** The window of a dialog of Office: framed by nobody. */
const SIGN_IN = OWN_ORIGIN_ONLY.replace("script-src 'self'", `script-src 'self' ${OFFICE_JS}`);
/** The pane: our own origin, office.js, and frames of Office. */
const OFFICE_ADD_IN = SIGN_IN.replace("frame-ancestors 'none'", `frame-ancestors 'self' ${OFFICE_FRAMES}`);

export const PAGES: readonly WebPage[] = [
  {
    route: '/graphql',
    source: 'api/graphiql/index.html',
    isNegotiated: true,
    contentSecurityPolicy: OWN_ORIGIN_ONLY,
  },
  {
    route: '/taskpane',
    source: 'addin/taskpane/index.html',
    signsIn: true,
    contentSecurityPolicy: OFFICE_ADD_IN,
  },
  {
    route: '/sign-in',
    source: 'addin/sign-in/index.html',
    signsIn: true,
    contentSecurityPolicy: SIGN_IN,
  },
  {
    route: '/workbench',
    source: 'addin/workbench/page/index.html',
    contentSecurityPolicy: FRAMING,
  },
  {
    route: '/workbench/taskpane',
    source: 'addin/taskpane/index.html',
    signsIn: true,
    isInWorkbench: true,
    contentSecurityPolicy: FRAMED,
  },
  {
    route: '/workbench/plain-pane',
    source: 'addin/workbench/plain-pane/index.html',
    isInWorkbench: true,
    contentSecurityPolicy: FRAMED,
  },
];
