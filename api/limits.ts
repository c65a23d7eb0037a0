/** What a query may ask for, judged before anything runs. Our own largest operation stays far below. */
import { costLimitRule } from '@escape.tech/graphql-armor-cost-limit';
import { maxAliasesRule } from '@escape.tech/graphql-armor-max-aliases';
import { maxDepthRule } from '@escape.tech/graphql-armor-max-depth';
import { GraphQLError, type ValidationContext, type ValidationRule } from 'graphql';

/** Cost is about fields × rows asked for: a full page of 10,000 rows with 20 fields costs 450,000. */
export const LIMITS = { depth: 15, aliases: 100, cost: 2_000_000 } as const;

/** Marks an error of a limit; Apollo gives every error of a validation rule the same code. */
export const OVER_LIMIT = 'isOverLimit';

/** Reported and not thrown: a rule that throws would look like a fault of ours. */
const reported = {
  propagateOnRejection: false,
  onReject: [
    (context: ValidationContext | null, error: GraphQLError): void => {
      const message = error.message.replace(/^Syntax Error: /, '');
      context?.reportError(new GraphQLError(message, { extensions: { [OVER_LIMIT]: true } }));
    },
  ],
};

export const validationRules = (): ValidationRule[] => [
  maxDepthRule({ n: LIMITS.depth, ignoreIntrospection: true, ...reported }),
  maxAliasesRule({ n: LIMITS.aliases, ...reported }),
  costLimitRule({ maxCost: LIMITS.cost, ignoreIntrospection: true, ...reported }),
];
