/**
 * The workbench runs Microsoft's unmodified office.js from the development dependency, in the task pane's own page. In
 * production the pane loads it from Microsoft's CDN and none of this is asked for.
 */
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import express, { type Router } from 'express';

/** Of the built product, which runs from dist/api/web. */
const LIBRARY = fileURLToPath(new URL('../../../node_modules/@microsoft/office-js/dist', import.meta.url));

/** As Microsoft asks add-ins to load it (learn.microsoft.com, "Referencing the Office JavaScript API library"). */
const FROM_CDN = /<script src="https:\/\/appsforoffice\.microsoft\.com\/[^"]+"><\/script>/;

/** Before office.js looks for a host, the workbench, in whose frame the pane stands, puts one into its window. */
const CONNECT = 'window.parent.marketgridWorkbench.connect(window);\n';
const FROM_HERE = '<script src="/workbench/connect.js"></script><script src="/office-js/office.js"></script>';

export const asWorkbenchPane = (html: string): string => html.replace(FROM_CDN, FROM_HERE);

/** Absent without the development dependencies; the workbench says so itself. */
export function officeForWorkbench(headers: Readonly<Record<string, string>>, library = LIBRARY): Router {
  const router = express.Router();
  if (!existsSync(library)) return router;
  router.get('/workbench/connect.js', (_request, response) => {
    response
      .set({ ...headers, 'Cache-Control': 'no-cache' })
      .type('js')
      .send(CONNECT);
  });
  const setHeaders = (response: express.Response): void => void response.set(headers);
  router.use('/office-js', express.static(library, { index: false, redirect: false, setHeaders }));
  return router;
}
