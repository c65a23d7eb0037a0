import { Arg, Ctx, FieldResolver, Int, Mutation, Resolver, Root } from 'type-graphql';
import { recordingDenials } from './denied-push.ts';
import type { Context } from '../context.ts';
import { changeSetBy } from './change-set.queries.ts';
import { ChangeSetType } from './changes.types.ts';
import { pushChanges } from './push.ts';
import { PushInput, PushResult } from './push.types.ts';
import { revertChangeSet } from './revert.ts';

@Resolver(() => PushResult)
export class PushResolver {
  @Mutation(() => PushResult, {
    description: 'Writes the edits of one or more sheets as one change set, or none of them.',
  })
  pushChanges(@Ctx() ctx: Context, @Arg('input', () => PushInput) input: PushInput): Promise<PushResult> {
    return recordingDenials(ctx, input, () => pushChanges(ctx, input));
  }

  @Mutation(() => PushResult, {
    description: 'Undoes a change set from its original effective dates, wholly or not at all.',
  })
  revertChangeSet(
    @Ctx() ctx: Context,
    @Arg('revision', () => Int) revision: number,
    @Arg('reason', () => String) reason: string,
    @Arg('idempotencyKey', () => String) idempotencyKey: string,
  ): Promise<PushResult> {
    const revert = { dryRun: false, parts: [] };
    return recordingDenials(ctx, revert, () => revertChangeSet(ctx, { revision, reason, idempotencyKey }));
  }

  @FieldResolver(() => ChangeSetType, { nullable: true, description: 'Null when nothing was written.' })
  async changeSet(
    @Root() { changeSetRevision, writtenSet }: PushResult,
    @Ctx() ctx: Context,
  ): Promise<ChangeSetType | null> {
    if (changeSetRevision === null) return null;
    return writtenSet ?? changeSetBy(ctx, { revision: changeSetRevision });
  }
}
