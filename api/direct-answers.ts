/**
 * Hands operations that ask the typed graph alone to `api/graph/direct-answer.ts`, past the executor; and past all of Apollo
 * when Apollo has parsed and validated the same text before (docs/adr/0034).
 */
import { type ApolloServerPlugin, HeaderMap } from '@apollo/server';
import {
  type DocumentNode,
  type FormattedExecutionResult,
  GraphQLError,
  type GraphQLFormattedError,
  type GraphQLSchema,
  type OperationDefinitionNode,
} from 'graphql';
import type { Context } from './context.ts';
import { type DirectAnswer, directAnswer, type GraphRequest } from './graph/direct-answer.ts';
import { attribute, noteErrors, noteOperation } from './log/request-log.ts';
import { type AnswerText, answerText, RawJson } from './matrix/raw-json.ts';
import { Remembered } from './remembered.ts';

type Format = (formatted: GraphQLFormattedError, thrown: unknown) => GraphQLFormattedError;
type Result = FormattedExecutionResult<Record<string, unknown>>;

/** What Apollo made of a text: a document that is valid, and the operation that was asked for. */
interface Resolved {
  readonly schema: GraphQLSchema;
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
}

/** The parts of a request that decide which operation it asks for. */
interface Asked {
  readonly query?: string | undefined;
  readonly operationName?: string | null | undefined;
}

/** The form of a POST that is answered past Apollo; Apollo says what is wrong with any other. */
interface Sent extends Asked {
  readonly query: string;
  readonly variables?: Readonly<Record<string, unknown>> | null;
  readonly extensions?: object | null;
}

/** Answers undefined where Apollo must have the word, and then has read nothing. */
export type AnswerKnown = (body: unknown, context: Context) => Promise<AnswerText> | undefined;

export interface DirectAnswersOptions {
  /** Makes errors safe: Apollo formats those of its executor only. */
  readonly format: Format;
  /** Judges what an operation may cost. @throws RequestError */
  readonly judge: (request: GraphRequest) => void;
}

export function directAnswers(o: DirectAnswersOptions): { plugin: ApolloServerPlugin<Context>; known: AnswerKnown } {
  const plans = new Plans();
  const resolved = new Remembered<Resolved>();
  const plugin: ApolloServerPlugin<Context> = {
    requestDidStart: () =>
      Promise.resolve({
        async responseForOperation({ schema, document, operation, request, contextValue }) {
          if (!document || !operation) return null;
          const answer = plans.of({ schema, document, operation, variables: request.variables ?? {} });
          if (!answer) return null;
          resolved.keep(nameOf(request), { schema, document, operation });
          const singleResult = await resultOf(answer, contextValue, o.format);
          return { http: { headers: new HeaderMap() }, body: { kind: 'single', singleResult } };
        },
      }),
  };
  const known: AnswerKnown = (body, context) => {
    const found = isSent(body) ? resolved.recall(nameOf(body)) : undefined;
    if (!found) return undefined;
    const request = { ...found, variables: (body as Sent).variables ?? {} };
    const answer = isWithin(o.judge, request) ? plans.of(request) : null;
    if (!answer) return undefined;
    if (context.trace) noteOperation(context.trace, request.operation);
    return textOf(answer, context, o.format);
  };
  return { plugin, known };
}

/** Apollo refuses what is not, in the words of the same judge. */
function isWithin(judge: DirectAnswersOptions['judge'], request: GraphRequest): boolean {
  try {
    judge(request);
    return true;
  } catch {
    return false;
  }
}

/** Tells apart any two pairs of text and operation. */
const nameOf = ({ query = '', operationName }: Asked): string =>
  operationName == null ? `-${query}` : `${operationName.length}:${operationName}${query}`;

function isSent(body: unknown): body is Sent {
  if (!isRecord(body)) return false;
  const { query, operationName, variables, extensions } = body;
  return (
    typeof query === 'string' &&
    (operationName == null || typeof operationName === 'string') &&
    (variables == null || isRecord(variables)) &&
    (extensions == null || isRecord(extensions))
  );
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

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

async function textOf(answer: DirectAnswer, context: Context, format: Format): Promise<AnswerText> {
  const { errors, data } = await resultOf(answer, context, format);
  if (context.trace) noteErrors(context.trace, errors);
  // In Apollo's order.
  return answerText({ errors, data });
}

async function resultOf(answer: DirectAnswer, context: Context, format: Format): Promise<Result> {
  try {
    const fields = [...(await answer(context))].map(([key, json]) => [key, new RawJson(json)]);
    return { data: Object.fromEntries(fields) as Record<string, unknown> };
  } catch (thrown) {
    attribute(thrown, context.trace);
    const error = thrown instanceof GraphQLError ? thrown : new GraphQLError('Internal server error');
    return { data: null, errors: [format(error.toJSON(), thrown)] };
  }
}
