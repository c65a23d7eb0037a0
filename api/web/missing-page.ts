/** What a browser gets while the pages are not built: no script and no style, so that no policy stands in its way. */
export const MISSING_PAGE = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <title>Marketgrid: this page is not built yet</title>
  </head>
  <body>
    <h1>This page is not built yet</h1>
    <p>Run <code>npm run build:web</code> in the project, then load this page again. <code>npm start</code> does it for you.</p>
    <p>GraphQL itself answers here all the same: send a query by POST.</p>
  </body>
</html>
`;
