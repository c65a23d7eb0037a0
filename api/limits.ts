/** What a query may ask for, judged before anything runs. Our own largest operation stays far below. */
import { costLimitRule } from '@escape.tech/graphql-armor-cost-limit';
import { maxAliasesRule } from '@escape.tech/graphql-armor-max-aliases';
import { maxDepthRule } from '@escape.tech/graphql-armor-max-depth';
import { GraphQLError, type ValidationContext, type ValidationRule } from 'graphql';

/** `cost` multiplies a list's fields by its `first`: one full page of 10,000 rows with all its fields costs about 800,000. */
export const LIMITS = { depth: 15, aliases: 100, cost: 2_000_000 } as const;

/** What `safeError` turns into LIMIT_EXCEEDED: Apollo itself gives every validation error one and the same code. */
export const OVER_LIMIT = { limit: true } as const;

// The rules would throw, which Apollo takes for a fault of ours and answers with 500: so they are told not to, and report.
const reporting = {
  propagateOnRejection: false,
  onReject: [
    (context: ValidationContext | null, { message }: { message: string }) =>
      context?.reportError(new GraphQLError(message.replace(/^Syntax Error: /, ''), { extensions: { ...OVER_LIMIT } })),
  ],
};

export const validationRules = (): ValidationRule[] => [
  maxDepthRule({ n: LIMITS.depth, ignoreIntrospection: true, ...reporting }),
  maxAliasesRule({ n: LIMITS.aliases, ...reporting }),
  costLimitRule({ maxCost: LIMITS.cost, ignoreIntrospection: true, ...reporting }),
];
