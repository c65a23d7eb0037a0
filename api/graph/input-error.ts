/** What a caller of the typed graph did wrong, said in one sentence. */
import { GraphQLError } from 'graphql';

export const badInput = (sentence: string): GraphQLError =>
  new GraphQLError(sentence, { extensions: { code: 'BAD_USER_INPUT' } });

export const limitExceeded = (sentence: string): GraphQLError =>
  new GraphQLError(sentence, { extensions: { code: 'LIMIT_EXCEEDED' } });
