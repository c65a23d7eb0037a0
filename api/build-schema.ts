/** The schema: TypeGraphQL's resolvers, and the typed graph that is derived from the entity registry. */
import 'reflect-metadata';
import { GraphQLSchema } from 'graphql';
import { buildSchemaSync } from 'type-graphql';
import { AdministrationResolver } from './access/administration.resolver.ts';
import { ViewerResolver } from './access/viewer.resolver.ts';
import { ChangesResolver } from './changes/changes.resolver.ts';
import { PushResolver } from './changes/push.resolver.ts';
import { graphTypes, withTypedGraph } from './graph/typed-graph.ts';
import { MatrixResolver } from './matrix/matrix.resolver.ts';
import { readConfig } from './config.ts';
import { limitsInWords, type RequestLimits } from './limits/limits.ts';
import { ENTITIES } from './entities.ts';

/** `limits` are told in the description of the schema. */
export function buildSchema(limits: RequestLimits = readConfig({})): GraphQLSchema {
  if (ENTITIES.length === 0) throw new Error('the entities are registered when their module loads');
  const schema = buildSchemaSync({
    resolvers: [ViewerResolver, MatrixResolver, PushResolver, ChangesResolver, AdministrationResolver],
    orphanedTypes: graphTypes(),
    validate: false,
  });
  const config = withTypedGraph(schema).toConfig();
  return new GraphQLSchema({ ...config, description: limitsInWords(limits) });
}
