/** Judges each operation, once its variables are known and before anything of it runs. */
import type { ApolloServerPlugin } from '@apollo/server';
import type { Context } from '../context.ts';
import { judgeOperation } from './judge-operation.ts';
import type { QueryLimits } from './limits.ts';

export const weightPlugin = (limits: QueryLimits): ApolloServerPlugin<Context> => ({
  requestDidStart: () =>
    Promise.resolve({
      didResolveOperation({ schema, document, operation, request }) {
        if (operation) judgeOperation({ schema, document, operation, variables: request.variables ?? {} }, limits);
        return Promise.resolve();
      },
    }),
});
