/** What a query may ask for, judged before anything runs. Our own largest operation stays far below. */
import { costLimitRule } from '@escape.tech/graphql-armor-cost-limit';
import { maxAliasesRule } from '@escape.tech/graphql-armor-max-aliases';
import { maxDepthRule } from '@escape.tech/graphql-armor-max-depth';
import type { ValidationRule } from 'graphql';

export const LIMITS = { depth: 15, aliases: 100, cost: 50_000 } as const;

export const validationRules = (): ValidationRule[] => [
  maxDepthRule({ n: LIMITS.depth, ignoreIntrospection: true }),
  maxAliasesRule({ n: LIMITS.aliases }),
  costLimitRule({ maxCost: LIMITS.cost, ignoreIntrospection: true }),
];
