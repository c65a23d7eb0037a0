/**
 * What an administrator asks and does: addin/operations/administration.graphql as text, which is what is sent. A test
 * holds the two together.
 */
import type {
  AccessEventsQuery,
  CreateAccessTokenInput,
  CreateUserInput,
  UpdateUserInput,
  UsersQuery,
} from '../../../schema/generated/operations.ts';

const access = `fragment Access on UserAccess { id subject name roles archived markets }`;
const token = `fragment Token on AccessToken { id name user roles markets createdAt createdBy expiresAt revokedAt lastUsedAt }`;

export const USERS = `query Users($filter: UserFilter, $first: Int, $after: String) { users(filter: $filter, first: $first, after: $after) { totalCount nodes { id subject name roles archivedAt marketGrants(first: 200) { nodes { market { code } } } } pageInfo { hasNextPage endCursor } } }`;
export const ACCESS_TOKENS = `query AccessTokens { accessTokens { ...Token } } ${token}`;
export const ACCESS_EVENTS = `query AccessEvents($filter: AccessEventFilter, $first: Int, $after: String) { accessEvents(filter: $filter, first: $first, after: $after) { totalCount nodes { id at kind actor token user market detail } pageInfo { hasNextPage endCursor } } }`;
export const CREATE_USER = `mutation CreateUser($input: CreateUserInput!) { createUser(input: $input) { ...Access } } ${access}`;
export const UPDATE_USER = `mutation UpdateUser($subject: String!, $input: UpdateUserInput!) { updateUser(subject: $subject, input: $input) { ...Access } } ${access}`;
export const GRANT_MARKETS = `mutation GrantMarkets($user: String!, $markets: [String!]!) { grantMarkets(user: $user, markets: $markets) { ...Access } } ${access}`;
export const REVOKE_MARKETS = `mutation RevokeMarkets($user: String!, $markets: [String!]!) { revokeMarkets(user: $user, markets: $markets) { ...Access } } ${access}`;
export const CREATE_ACCESS_TOKEN = `mutation CreateAccessToken($input: CreateAccessTokenInput!) { createAccessToken(input: $input) { token accessToken { ...Token } } } ${token}`;
export const REVOKE_ACCESS_TOKEN = `mutation RevokeAccessToken($id: ID!) { revokeAccessToken(id: $id) { ...Token } } ${token}`;

export type UserNode = UsersQuery['users']['nodes'][number];
export type { AccessEventsQuery, CreateAccessTokenInput, CreateUserInput, UpdateUserInput, UsersQuery };
