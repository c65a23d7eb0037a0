/** In which market a row stands, and whether what it refers to is there. */
import { problem } from '../../../schema/errors/catalogue.ts';
import { quoted } from '../../../schema/errors/quoted.ts';
import type { EntityDefinition, FieldDefinition } from '../../model/registry.ts';
import { givenFields, hasPlainCode, isMarketOwned, targetOf, titleOf } from '../entity-columns.ts';
import { NO_MARKET } from '../stored-records.ts';
import { placeOf } from '../sourced-row.ts';
import type { CodeIndex } from './code-index.ts';
import type { ReadRow } from './read-row.ts';

interface Reference {
  readonly field: FieldDefinition;
  readonly target: EntityDefinition;
  readonly code: string;
}

/** References of a row that hold a code. */
function referencesOf(read: ReadRow): Reference[] {
  return givenFields(read.definition).flatMap((field) => {
    const code = field.type === 'REFERENCE' ? read.values.get(field.name) : undefined;
    return code ? [{ field, target: targetOf(field), code }] : [];
  });
}

/** Fills `values.market` where it follows from other references, or adds a fault. False: the market stays unknown. */
export function findMarket(read: ReadRow, index: CodeIndex): boolean {
  const field = givenFields(read.definition).find((f) => f.name === 'market');
  if (!field) return true;
  const fail = (message: string): false => {
    read.faults.push({ origin: placeOf(read.row, 'market'), message });
    return false;
  };
  const owned = referencesOf(read).filter((r) => isMarketOwned(r.target) && r.target !== read.definition);
  const given = new Set([read.values.get('market') ?? '', ...read.prefixes.values()].filter((m) => m !== ''));
  if (given.size > 1)
    return fail(`The row names the markets ${[...given].sort().map(quoted).join(' and ')}; it can stand in one only.`);
  const [named] = given;
  if (named !== undefined) {
    read.values.set('market', named);
    return true;
  }
  if (owned.length === 0) return field.required ? fail('The row needs a market: fill the column "market".') : true;
  return deduceMarket(read, owned, index, fail);
}

function deduceMarket(
  read: ReadRow,
  owned: readonly Reference[],
  index: CodeIndex,
  fail: (m: string) => false,
): boolean {
  // Whoever is referred to has a fault already; one is enough.
  if (owned.some(({ target, code }) => index.isUnsure(target, code))) return false;
  const known = owned.filter(({ target, code }) => index.homesOf(target, code).size > 0);
  if (known.length < owned.length) {
    checkReferences(read, index, owned);
    return false;
  }
  const common = known
    .map(({ target, code }) => index.nearestHomesOf(target, code))
    .reduce((a, b) => new Set([...a].filter((market) => b.has(market))));
  const markets = [...common].sort();
  if (markets[0] !== undefined && markets.length === 1) {
    read.values.set('market', markets[0]);
    return true;
  }
  const what = owned.map(({ field, code }) => `${titleOf(field)} ${quoted(code)}`).join(' and ');
  return fail(
    markets.length === 0
      ? `There is no market that has both ${what}.`
      : `The markets ${markets.map(quoted).join(' and ')} each have ${what}; fill the column "market", or write ${quoted(`${markets[0] ?? ''}/${owned[0]?.code ?? ''}`)}.`,
  );
}

/** Adds a fault for each reference that names nothing, or something of another market. */
export function checkReferences(
  read: ReadRow,
  index: CodeIndex,
  references: readonly Reference[] = referencesOf(read),
): void {
  for (const { field, target, code } of references) {
    if (!hasPlainCode(target) || index.isUnsure(target, code)) continue;
    const homes = index.homesOf(target, code);
    const market = isMarketOwned(target) ? read.values.get('market') : NO_MARKET;
    if (market !== undefined && market !== null && homes.has(market)) continue;
    if (homes.size > 0 && !market && isMarketOwned(target)) continue;
    const message =
      homes.size === 0
        ? problem('UNKNOWN_CODE', { field: titleOf(field), value: code }).message
        : `${titleOf(field)} ${quoted(code)} is of market ${[...homes].sort().map(quoted).join(', ')}, and this row of ${quoted(market ?? null)}.`;
    read.faults.push({ origin: placeOf(read.row, field.name), message });
  }
}
