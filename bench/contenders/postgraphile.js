/**
 * PostGraphile 5 on the product's tables, as its documentation recommends: the Amber preset, Grafserv on node:http, its own
 * prepared statements, nothing that helps a developer and costs time. Plain JavaScript, since its packages are installed in
 * bench/ alone and the project must compile without them.
 */
import { createServer } from 'node:http';
import { makePgService } from 'postgraphile/adaptors/pg';
import { grafserv } from 'postgraphile/grafserv/node';
import { postgraphile } from 'postgraphile';
import { PostGraphileAmberPreset } from 'postgraphile/presets/amber';

const preset = {
  extends: [PostGraphileAmberPreset],
  // It hides relations whose index begins with other columns than the foreign key names; ours are indexed by their first id.
  disablePlugins: ['PgIndexBehaviorsPlugin'],
  pgServices: [
    makePgService({ connectionString: process.env.DATABASE_URL, schemas: ['public', 'peer'], poolConfig: { max: 20 } }),
  ],
  grafserv: { watch: false, graphiql: false, port: 0, maxRequestLength: 100_000_000 },
  grafast: { explain: false },
};

const server = createServer();
const pgl = postgraphile(preset);
const serv = pgl.createServ(grafserv);
await serv.addTo(server);
await pgl.getSchema();
server.keepAliveTimeout = 60_000;
server.listen(0, '127.0.0.1', () => {
  process.stdout.write(`http://127.0.0.1:${server.address().port}/graphql\n`);
});
