/** What a team builds first: Apollo, TypeGraphQL and TypeORM as their guides show them, all defaults. */
import 'reflect-metadata';
import { ApolloServer } from '@apollo/server';
import { startStandaloneServer } from '@apollo/server/standalone';
import { buildSchema } from 'type-graphql';
import { DataSource } from 'typeorm';
import { ENTITIES } from './entities.ts';
import { NaiveResolver, useSource } from './resolver.ts';

const source = new DataSource({
  type: 'postgres',
  url: process.env['DATABASE_URL'] ?? '',
  entities: ENTITIES,
  synchronize: false,
  poolSize: 20,
  installExtensions: false,
});
useSource(await source.initialize());
const schema = await buildSchema({ resolvers: [NaiveResolver], validate: false });
const apollo = new ApolloServer({ schema });
const { url } = await startStandaloneServer(apollo, { listen: { port: 0, host: '127.0.0.1' } });
process.stdout.write(`${url}graphql\n`);
