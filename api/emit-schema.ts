/** Writes schema/schema.graphql from the code; CI fails when it differs from what is checked in. */
import { writeFileSync } from 'node:fs';
import { lexicographicSortSchema, printSchema } from 'graphql';
import { buildSchema } from './build-schema.ts';

writeFileSync('schema/schema.graphql', `${printSchema(lexicographicSortSchema(buildSchema()))}\n`);
