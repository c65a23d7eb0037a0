import { Arg, Ctx, FieldResolver, Int, Query, Resolver, Root } from 'type-graphql';
import { MATRICES, matrixOf } from '../../schema/matrix/matrices.ts';
import type { Context } from '../context.ts';
import { RequestError } from '../request-error.ts';
import type { View } from '../view/matrix-source.ts';
import {
  MatrixDefinitionType,
  MatrixDeltaType,
  MatrixRequestInput,
  MatrixSummaryType,
  MatrixType,
} from './matrix.types.ts';
import { matrixDelta, mayWrite, openView, pullMatrix, revision } from './pull.ts';
import { sourceOf } from './sources.ts';

/** A pulled matrix on its way out; the view answers the summary when it is asked for. */
type Pulled = MatrixType & { readonly view: View };

@Resolver(() => MatrixType)
export class MatrixResolver {
  @Query(() => Int, { description: 'The number of the last applied change set.' })
  async revision(@Ctx() ctx: Context): Promise<number> {
    return ctx.ask(revision);
  }

  @Query(() => [MatrixDefinitionType], { description: 'The matrices that this caller may pull.' })
  async matrices(@Ctx() ctx: Context): Promise<MatrixDefinitionType[]> {
    const { identity } = await ctx.transaction();
    return MATRICES.map(
      ({ kind, title, description, filters, ...d }) =>
        ({
          kind,
          title,
          description,
          filters,
          editable: mayWrite(identity, { kind, title, description, filters, ...d }),
        }) as MatrixDefinitionType,
    );
  }

  @Query(() => MatrixType, { description: 'One snapshot of one view.' })
  async matrix(
    @Ctx() ctx: Context,
    @Arg('request', () => MatrixRequestInput) request: MatrixRequestInput,
  ): Promise<Pulled> {
    const opened = await ctx.ask((statements) => openView(statements, request));
    const { view, ...pulled } = await pullMatrix(await ctx.transaction(), request, opened);
    const { kind, header } = matrixOf(request.kind);
    const rowHeader = header.map(({ key, title, type }) => ({ key, title, type, editable: false }));
    return { kind, title: view.title, asOf: view.asOf, rowHeader, view, ...pulled } as unknown as Pulled;
  }

  @Query(() => MatrixDeltaType, { description: 'What changed in a view since a revision.' })
  async matrixDelta(
    @Ctx() ctx: Context,
    @Arg('request', () => MatrixRequestInput) request: MatrixRequestInput,
    @Arg('since', () => Int) since: number,
  ): Promise<MatrixDeltaType> {
    return ctx.ask((statements) => matrixDelta(statements, request, { since }));
  }

  @FieldResolver(() => [MatrixSummaryType], { description: 'BUDGET: cap, use and rest of each envelope.' })
  async summary(@Root() { view }: Pulled, @Ctx() ctx: Context): Promise<MatrixSummaryType[]> {
    if (!view) throw new RequestError('INTERNAL');
    return (await sourceOf(view.definition.kind).summary?.(await ctx.transaction(), view)) ?? [];
  }
}
