import DataLoader from 'dataloader';
import { Arg, Ctx, FieldResolver, ID, Int, Query, Resolver, Root } from 'type-graphql';
import type { Context } from '../context.ts';
import { connectionOf, numberedPage, PAGE_ARGUMENT } from '../numbered-page.ts';
import { RequestError } from '../request-error.ts';
import { changesOf, type ChangesOfSet, type ChangesPage, changeSetBy, changeSetPage } from './change-set.queries.ts';
import {
  ChangeConnectionType,
  ChangeFilterInput,
  ChangeSetConnectionType,
  ChangeSetFilterInput,
  ChangeSetType,
} from './changes.types.ts';

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
    @Arg('first', () => Int, PAGE_ARGUMENT) first?: number | null,
    @Arg('after', () => String, { nullable: true }) after?: string | null,
  ): Promise<ChangeSetConnectionType> {
    const page = numberedPage({ first, after });
    const found = await changeSetPage(ctx, filter ?? {}, page);
    return connectionOf(found, page, { after, numberOf: (set) => set.revision });
  }

  @FieldResolver(() => ChangeConnectionType)
  async changes(
    @Root() set: ChangeSetType,
    @Ctx() ctx: Context,
    @Arg('filter', () => ChangeFilterInput, { nullable: true }) filter?: ChangeFilterInput | null,
    @Arg('first', () => Int, PAGE_ARGUMENT) first?: number | null,
    @Arg('after', () => String, { nullable: true }) after?: string | null,
  ): Promise<ChangeConnectionType> {
    const page = { ...numberedPage({ first, after }), filter: filter ?? {} };
    const found = await this.#loader(ctx, page).load(set.id);
    return connectionOf(found, page, { after, numberOf: (change) => change.id });
  }

  #loader(ctx: Context, page: ChangesPage): DataLoader<string, ChangesOfSet> {
    const ofOperation = this.#loaders.get(ctx) ?? new Map<string, DataLoader<string, ChangesOfSet>>();
    this.#loaders.set(ctx, ofOperation);
    const { entity, row, field } = page.filter;
    const key = JSON.stringify([page.first, page.after, entity, row, field]);
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

function uuid(id: string): string {
  if (!/^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i.test(id))
    throw new RequestError('BAD_USER_INPUT', 'This is not an id.');
  return id;
}
