/** Judges each operation by its weight, once its variables are known and before anything of it runs. */
import type { ApolloServerPlugin } from '@apollo/server';
import type { Context } from '../context.ts';
import type { QueryLimits } from './limits.ts';
import { checkWeight } from './query-weight.ts';

export const weightPlugin = (limits: QueryLimits): ApolloServerPlugin<Context> => ({
  requestDidStart: () =>
    Promise.resolve({
      didResolveOperation({ schema, document, operation, request }) {
        if (operation) checkWeight({ schema, document, operation, variables: request.variables ?? {} }, limits);
        return Promise.resolve();
      },
    }),
});
