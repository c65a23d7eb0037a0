/** The schema: TypeGraphQL's resolvers, and the typed graph that is derived from the entity registry. */
import 'reflect-metadata';
import type { GraphQLSchema } from 'graphql';
import { buildSchemaSync } from 'type-graphql';
import { AdministrationResolver } from './access/administration.resolver.ts';
import { ViewerResolver } from './access/viewer.resolver.ts';
import { ChangesResolver } from './changes/changes.resolver.ts';
import { PushResolver } from './changes/push.resolver.ts';
import { graphTypes, withTypedGraph } from './graph/typed-graph.ts';
import { MatrixResolver } from './matrix/matrix.resolver.ts';
import { ENTITIES } from './entities.ts';

export function buildSchema(): GraphQLSchema {
  if (ENTITIES.length === 0) throw new Error('the entities are registered when their module loads');
  const schema = buildSchemaSync({
    resolvers: [ViewerResolver, MatrixResolver, PushResolver, ChangesResolver, AdministrationResolver],
    orphanedTypes: graphTypes(),
    validate: false,
  });
  return withTypedGraph(schema);
}
