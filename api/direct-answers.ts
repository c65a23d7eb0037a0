/** Hands operations that ask the typed graph alone to `api/graph/direct-answer.ts`, past the executor. */
import { type ApolloServerPlugin, type GraphQLRequestContext, HeaderMap } from '@apollo/server';
import { type GraphQLFormattedError, GraphQLError } from 'graphql';
import type { Context } from './context.ts';
import { type DirectAnswer, directAnswer } from './graph/direct-answer.ts';
import { RawJson } from './matrix/raw-json.ts';

type Format = (formatted: GraphQLFormattedError, thrown: unknown) => GraphQLFormattedError;
type Answer = NonNullable<GraphQLRequestContext<Context>['response']['body']>;

/** `format` makes errors safe: Apollo formats those of its executor only. */
export const directAnswers = (format: Format): ApolloServerPlugin<Context> => ({
  requestDidStart: () =>
    Promise.resolve({
      async responseForOperation({ schema, document, operation, request, contextValue }) {
        if (!document || !operation) return null;
        const answer = directAnswer({ schema, document, operation, variables: request.variables ?? {} });
        if (!answer) return null;
        const body = await answerBody(answer, contextValue, format);
        return { http: { headers: new HeaderMap() }, body };
      },
    }),
});

async function answerBody(answer: DirectAnswer, context: Context, format: Format): Promise<Answer> {
  try {
    const fields = [...(await answer(context))].map(([key, json]) => [key, new RawJson(json)]);
    return { kind: 'single', singleResult: { data: Object.fromEntries(fields) as Record<string, unknown> } };
  } catch (thrown) {
    const error = thrown instanceof GraphQLError ? thrown : new GraphQLError('Internal server error');
    return { kind: 'single', singleResult: { data: null, errors: [format(error.toJSON(), thrown)] } };
  }
}
