/** Serves the bundled pages of dist/web and their assets. */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import express, { type Request, type Response, type Router } from 'express';
import type { ServeStaticOptions } from 'serve-static';
import { MISSING_PAGE } from './missing-page.ts';
import { asWorkbenchPane, officeForWorkbench } from './office-for-workbench.ts';
import { PAGES, type WebPage } from './pages.ts';

/** Of the built product, which runs from dist/api/web. */
const WEB_FOLDER = fileURLToPath(new URL('../../web', import.meta.url));

/** What a browser must not do with an answer: guess its type, or tell other sites where it came from. */
const GUARDS = { 'X-Content-Type-Options': 'nosniff', 'Referrer-Policy': 'no-referrer' } as const;

const FILES_ONLY: ServeStaticOptions = {
  index: false,
  redirect: false,
  setHeaders: (response) => Object.entries(GUARDS).forEach(([name, value]) => response.setHeader(name, value)),
};

export interface WebPagesOptions {
  /** Where `npm run build:web` wrote to. */
  readonly folder?: string;
  /** Where office.js is for the workbench. */
  readonly officeJs?: string;
  /** Who may frame the pages that may be framed, beside their own origin; default as pages.ts says. */
  readonly frameAncestors?: readonly string[] | undefined;
  /** Where people sign in from our pages: the origins of the OpenID Connect issuer. */
  readonly issuerOrigins?: readonly string[] | undefined;
}

/** Whatever is no page and no asset goes on to the next handler. */
export function webPages(o: WebPagesOptions = {}): Router {
  const { folder = WEB_FOLDER, officeJs } = o;
  const router = express.Router();
  router.use('/assets', assets(path.join(folder, 'assets')));
  router.use(officeForWorkbench(GUARDS, officeJs));
  router.use('/icons', express.static(path.join(folder, 'icons'), { maxAge: '1d', ...FILES_ONLY }));
  router.get('/manifest.xml', (_request, response, next) => {
    response.set(GUARDS).sendFile('manifest.xml', { root: folder }, (error) => error && next());
  });
  for (const page of PAGES) {
    router.get(page.route, (request, response, next) => {
      if (page.isNegotiated) response.vary('Accept');
      if (page.isNegotiated && !prefersHtml(request)) next();
      else sendPage(response, { page, folder, policy: policyOf(page, o) }).catch(next);
    });
  }
  return router;
}

/** Their names hold a hash of their content, so they never change. */
const assets = (folder: string): ReturnType<typeof express.static> =>
  express.static(folder, {
    immutable: true,
    maxAge: '1y',
    ...FILES_ONLY,
  });

/** A program that takes anything (curl's `Accept`) is not a browser. */
const prefersHtml = (request: Request): boolean => request.accepts(['json', 'html']) === 'html';

export function policyOf(page: WebPage, { frameAncestors, issuerOrigins = [] }: WebPagesOptions): string {
  const policy = framedBy(page.contentSecurityPolicy, frameAncestors);
  return page.signsIn
    ? policy.replace("connect-src 'self'", ["connect-src 'self'", ...issuerOrigins].join(' '))
    : policy;
}

/** A page that stands in no frame stays out of all. */
export function framedBy(policy: string, ancestors: readonly string[] | undefined): string {
  if (!ancestors || policy.includes("frame-ancestors 'none'")) return policy;
  return policy.replace(/frame-ancestors [^;]*/, ["frame-ancestors 'self'", ...ancestors].join(' '));
}

interface Sending {
  readonly page: WebPage;
  readonly folder: string;
  readonly policy: string;
}

async function sendPage(response: Response, { page, folder, policy }: Sending): Promise<void> {
  response.set({ ...GUARDS, 'Content-Security-Policy': policy, 'Cache-Control': 'no-cache' });
  if (page.isInWorkbench) return sendPane(response, path.join(folder, page.source));
  response.sendFile(page.source, { root: folder, cacheControl: false }, (error) => {
    // Without an answer so far: the file cannot be read. Else the browser has gone, which is its right.
    if (error && !response.headersSent) {
      response.status(503).set('Cache-Control', 'no-store').type('html').send(MISSING_PAGE);
    }
  });
}

async function sendPane(response: Response, file: string): Promise<void> {
  const html = await readFile(file, 'utf8').catch(() => null);
  if (html === null) response.status(503).set('Cache-Control', 'no-store').type('html').send(MISSING_PAGE);
  else response.type('html').send(asWorkbenchPane(html));
}
