import DataLoader from 'dataloader';
import { Arg, Ctx, FieldResolver, ID, Int, Query, Resolver, Root } from 'type-graphql';
import type { Context } from '../context.ts';
import { RequestError } from '../request-error.ts';
import { changesOf, type ChangesOfSet, changeSetBy, changeSetPage } from './change-set.queries.ts';
import { ChangeConnectionType, ChangeSetConnectionType, ChangeSetFilterInput, ChangeSetType } from './changes.types.ts';

const MAX_PAGE = 10_000;
const DEFAULT_PAGE = 100;
const PAGE = { nullable: true, description: `At most ${MAX_PAGE}; default ${DEFAULT_PAGE}.` };

@Resolver(() => ChangeSetType)
export class ChangesResolver {
  // One loader for each operation and page, so that a list of change sets reads its changes in one statement.
  readonly #loaders = new WeakMap<Context, Map<string, DataLoader<string, ChangesOfSet>>>();

  @Query(() => ChangeSetType, { nullable: true, description: 'By revision or by id.' })
  async changeSet(
    @Ctx() ctx: Context,
    @Arg('revision', () => Int, { nullable: true }) revision?: number | null,
    @Arg('id', () => ID, { nullable: true }) id?: string | null,
  ): Promise<ChangeSetType | null> {
    const [byId, byRevision] = [id ?? null, revision ?? null];
    if (byId === null && byRevision === null) throw new RequestError('BAD_USER_INPUT', 'Name a revision or an id.');
    const found = await changeSetBy(ctx, byId === null ? { revision: byRevision ?? 0 } : { id: uuid(byId) });
    return byRevision === null || found?.revision === byRevision ? found : null;
  }

  @Query(() => ChangeSetConnectionType, { description: 'Applied change sets, the newest first.' })
  async changeSets(
    @Ctx() ctx: Context,
    @Arg('filter', () => ChangeSetFilterInput, { nullable: true }) filter?: ChangeSetFilterInput | null,
    @Arg('first', () => Int, PAGE) first?: number | null,
    @Arg('after', () => String, { nullable: true }) after?: string | null,
  ): Promise<ChangeSetConnectionType> {
    const page = { first: pageSize(first), after: cursor(after) };
    const { rows, total } = await changeSetPage(ctx, filter ?? {}, page);
    const nodes = rows.slice(0, page.first);
    const endCursor = encoded(nodes.at(-1)?.revision) ?? after ?? null;
    return { totalCount: total, nodes, pageInfo: { hasNextPage: rows.length > page.first, endCursor } };
  }

  @FieldResolver(() => ChangeConnectionType)
  async changes(
    @Root() set: ChangeSetType,
    @Ctx() ctx: Context,
    @Arg('first', () => Int, PAGE) first?: number | null,
    @Arg('after', () => String, { nullable: true }) after?: string | null,
  ): Promise<ChangeConnectionType> {
    const page = { first: pageSize(first), after: cursor(after) };
    const { rows, total } = await this.#loader(ctx, page).load(set.id);
    const nodes = rows.slice(0, page.first);
    const endCursor = encoded(nodes.at(-1)?.id) ?? after ?? null;
    return { totalCount: total, nodes, pageInfo: { hasNextPage: rows.length > page.first, endCursor } };
  }

  #loader(ctx: Context, page: { first: number; after: string | null }): DataLoader<string, ChangesOfSet> {
    const ofOperation = this.#loaders.get(ctx) ?? new Map<string, DataLoader<string, ChangesOfSet>>();
    this.#loaders.set(ctx, ofOperation);
    const key = `${page.first}/${page.after ?? ''}`;
    const loader =
      ofOperation.get(key) ??
      new DataLoader<string, ChangesOfSet>(async (ids) => {
        const found = await changesOf(ctx, ids, page);
        return ids.map((id) => found.get(id) ?? { rows: [], total: 0 });
      });
    ofOperation.set(key, loader);
    return loader;
  }
}

function pageSize(first: number | null | undefined): number {
  const size = first ?? DEFAULT_PAGE;
  if (size < 1 || size > MAX_PAGE) throw new RequestError('LIMIT_EXCEEDED', `A page has 1 to ${MAX_PAGE} rows.`);
  return size;
}

const encoded = (position: number | string | null | undefined): string | null =>
  position === null || position === undefined ? null : Buffer.from(String(position)).toString('base64url');

function cursor(after: string | null | undefined): string | null {
  if (after === null || after === undefined) return null;
  const position = Buffer.from(after, 'base64url').toString();
  if (!/^\d{1,15}$/.test(position)) throw new RequestError('BAD_USER_INPUT', 'This cursor is not one of ours.');
  return position;
}

function uuid(id: string): string {
  if (!/^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i.test(id))
    throw new RequestError('BAD_USER_INPUT', 'This is not an id.');
  return id;
}
