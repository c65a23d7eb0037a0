/** Hands operations that ask the typed graph alone to `api/graph/direct-answer.ts`, past the executor. */
import { type ApolloServerPlugin, type GraphQLRequestContext, HeaderMap } from '@apollo/server';
import { type DocumentNode, type GraphQLFormattedError, GraphQLError } from 'graphql';
import type { Context } from './context.ts';
import { type DirectAnswer, directAnswer, type GraphRequest } from './graph/direct-answer.ts';
import { RawJson } from './matrix/raw-json.ts';
import { Remembered } from './remembered.ts';

type Format = (formatted: GraphQLFormattedError, thrown: unknown) => GraphQLFormattedError;
type Answer = NonNullable<GraphQLRequestContext<Context>['response']['body']>;

/** `format` makes errors safe: Apollo formats those of its executor only. */
export function directAnswers(format: Format): ApolloServerPlugin<Context> {
  const plans = new Plans();
  return {
    requestDidStart: () =>
      Promise.resolve({
        async responseForOperation({ schema, document, operation, request, contextValue }) {
          if (!document || !operation) return null;
          const answer = plans.of({ schema, document, operation, variables: request.variables ?? {} });
          if (!answer) return null;
          const body = await answerBody(answer, contextValue, format);
          return { http: { headers: new HeaderMap() }, body };
        },
      }),
  };
}

/**
 * Compiled statements, by document and variables: nothing else decides them, the caller least of all. Apollo parses and
 * validates a text once as long as it remembers it; its documents stand for their texts here.
 */
class Plans {
  readonly #plans = new WeakMap<DocumentNode, Remembered<DirectAnswer | null>>();

  of(request: GraphRequest): DirectAnswer | null {
    const { document, operation, variables } = request;
    const known = this.#plans.get(document) ?? new Remembered<DirectAnswer | null>();
    this.#plans.set(document, known);
    const which = JSON.stringify([operation.name?.value, variables]);
    return known.of(which, () => directAnswer(request) ?? null);
  }
}

async function answerBody(answer: DirectAnswer, context: Context, format: Format): Promise<Answer> {
  try {
    const fields = [...(await answer(context))].map(([key, json]) => [key, new RawJson(json)]);
    return { kind: 'single', singleResult: { data: Object.fromEntries(fields) as Record<string, unknown> } };
  } catch (thrown) {
    const error = thrown instanceof GraphQLError ? thrown : new GraphQLError('Internal server error');
    return { kind: 'single', singleResult: { data: null, errors: [format(error.toJSON(), thrown)] } };
  }
}
