/** Resolvers as a tutorial has them: find with relations, save what was changed. */
import { Arg, Int, Mutation, Query, Resolver } from 'type-graphql';
import { type DataSource, type FindOptionsWhere, In, IsNull, LessThanOrEqual, MoreThan } from 'typeorm';
import { Allocation, LineUp, Offering, Price } from './entities.ts';
import { PriceEdit } from './price-edit.ts';
import { savePrices } from './save-prices.ts';

const codes = { nullable: true } as const;
let source: DataSource;
export const useSource = (opened: DataSource): void => void (source = opened);

@Resolver()
export class NaiveResolver {
  @Query(() => [Price])
  prices(
    @Arg('day', () => String) day: string,
    @Arg('markets', () => [String], codes) markets?: string[],
    @Arg('problems', () => [String], codes) problems?: string[],
    @Arg('lineUps', () => [String], codes) lineUps?: string[],
  ): Promise<Price[]> {
    const lineUp = {
      ...(lineUps && { code: In(lineUps) }),
      ...(problems && { problem: { code: In(problems) } }),
    };
    const base: FindOptionsWhere<Price> = {
      archivedAt: IsNull(),
      validFrom: LessThanOrEqual(day),
      ...(markets && { market: { code: In(markets) } }),
      ...((lineUps ?? problems) && { offering: { lineUp } }),
    };
    return source.getRepository(Price).find({
      where: [
        { ...base, validTo: IsNull() },
        { ...base, validTo: MoreThan(day) },
      ],
      relations: { market: true, priceList: true, offering: { lineUp: { problem: true }, line: { suite: true } } },
    });
  }

  @Query(() => [Allocation])
  allocations(@Arg('markets', () => [String]) markets: string[]): Promise<Allocation[]> {
    return source.getRepository(Allocation).find({
      where: { archivedAt: IsNull(), market: { code: In(markets) } },
      relations: { market: true, line: true, period: true },
    });
  }

  @Query(() => [LineUp])
  lineUps(@Arg('markets', () => [String]) markets: string[], @Arg('take', () => Int) take: number): Promise<LineUp[]> {
    return source.getRepository(LineUp).find({
      where: { archivedAt: IsNull(), market: { code: In(markets) } },
      relations: {
        ...{ market: true, problem: true, line: { suite: true } },
        offerings: { product: true, segments: { segment: true } },
      },
      order: { market: { code: 'ASC' }, code: 'ASC' },
      take,
    });
  }

  @Query(() => [Offering])
  offerings(@Arg('market', () => String) market: string, @Arg('take', () => Int) take: number): Promise<Offering[]> {
    return source.getRepository(Offering).find({
      where: { archivedAt: IsNull(), market: { code: market } },
      relations: { market: true, lineUp: { problem: true }, line: { suite: true } },
      order: { code: 'ASC' },
      take,
    });
  }

  @Mutation(() => Int)
  setPrices(@Arg('edits', () => [PriceEdit]) edits: PriceEdit[]): Promise<number> {
    return savePrices(source, edits);
  }
}
