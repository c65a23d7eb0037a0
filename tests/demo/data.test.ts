import { describe, expect, test } from '@jest/globals';
import { readdirSync } from 'node:fs';
import { type Day, isDay, overlaps, type Validity } from '../../schema/domain/day.ts';
import { decimal, formatDecimal, type Millionths } from '../../schema/domain/decimal.ts';
import { at, FILES, keyOf, type Line, only, read } from './ledgerwell.ts';

const list = (columns: string): string[] => columns.split(',');
const inMarket = (file: string): boolean => list(FILES[file]?.key ?? '')[0] === 'market';
const validity = (l: Line): Validity => ({ from: at(l, 'valid_from'), to: at(l, 'valid_to') || null });
const sum = (lines: readonly Line[]): Millionths => lines.reduce((total, l) => total + decimal(at(l, 'amount')), 0n);
const distinct = (values: readonly string[]): string[] => [...new Set(values)].sort();
/** Lines that agree in all those columns stand together, in the order of the file. */
function grouped(lines: readonly Line[], columns: string): Line[][] {
  const groups = new Map<string, Line[]>();
  for (const line of lines) {
    const key = keyOf(line, list(columns));
    groups.set(key, [...(groups.get(key) ?? []), line]);
  }
  return [...groups.values()];
}

describe('the files as such', () => {
  test('there is one file for each entity of the demo and no other', () => {
    const found = readdirSync(new URL('../../api/demo/ledgerwell/', import.meta.url)).sort();
    expect(found).toEqual(
      Object.keys(FILES)
        .map((f) => `${f}.csv`)
        .sort(),
    );
  });

  test.each(Object.entries(FILES))('%s has its columns, and no two lines are one record', (file, shape) => {
    const lines = read(file);
    expect(Object.keys(lines[0] ?? {})).toEqual(list(shape.columns));
    expect(distinct(lines.map((l) => keyOf(l, list(shape.key))))).toHaveLength(lines.length);
    for (const line of lines) if ('code' in line) expect(at(line, 'code')).toMatch(/^[A-Za-z0-9._-]{1,64}$/);
  });

  test.each(Object.entries(FILES))('every reference of %s names a line, in its own market', (file, { references }) => {
    const dangling: string[] = [];
    for (const [column, target] of Object.entries(references)) {
      const known = new Set(read(target).map((l) => keyOf(l, inMarket(target) ? ['market', 'code'] : ['code'])));
      for (const line of read(file)) {
        const code = at(line, column);
        if (code && !known.has(inMarket(target) ? `${at(line, 'market')}/${code}` : code))
          dangling.push(`${column} ${code}`);
      }
    }
    expect(dangling).toEqual([]);
  });

  test('every day exists, and nothing ends before it starts', () => {
    for (const file of Object.keys(FILES)) {
      for (const line of read(file)) {
        const days = Object.entries(line).filter(([column, day]) => /_(on|from|to)$/.test(column) && day !== '');
        for (const [column, day] of days)
          if (!/^(depends_on|acquired_from)$/.test(column)) expect(isDay(day)).toBe(true);
        for (const [from, to] of [
          ['valid_from', 'valid_to'],
          ['starts_on', 'ends_on'],
          ['baseline_starts_on', 'baseline_ends_on'],
        ] as const) {
          if (line[from] && line[to]) expect(line[from] < line[to]).toBe(true);
        }
      }
    }
  });

  test('an offering sells a product of the line that its line-up belongs to', () => {
    const products = read('products');
    const lineUps = read('line_ups');
    for (const o of read('offerings')) {
      const product = only(products, ['code'], at(o, 'product'));
      expect(at(product, 'line')).toBe(at(only(lineUps, ['market', 'code'], keyOf(o, ['market', 'line_up'])), 'line'));
    }
  });
});

describe('prices', () => {
  const prices = read('prices');
  const ROW = 'market,offering,price_list,billing_period,min_quantity';
  const inForce = (lines: readonly Line[], day: Day): Line[] =>
    lines.filter((l) => overlaps(validity(l), { from: day, to: null }) && at(l, 'valid_from') <= day);
  const shown = (offering: string, day: Day): string[] =>
    inForce(
      prices.filter((p) => at(p, 'offering') === offering && at(p, 'min_quantity') === '1'),
      day,
    )
      .map((p) => `${at(p, 'price_list')} ${at(p, 'currency')} ${formatDecimal(decimal(at(p, 'amount')))}`)
      .sort();

  test('a price is an amount in a currency, or the text of a quote, never both', () => {
    for (const p of prices) {
      const filled = ['currency', 'amount', 'text'].filter((c) => at(p, c) !== '');
      expect(filled).toEqual(at(p, 'kind') === 'LIST' ? ['currency', 'amount'] : ['text']);
    }
    expect(prices.filter((p) => at(p, 'kind') === 'QUOTE').map((p) => keyOf(p, list(ROW)))).toEqual([
      'SMB/BUSINESS-ADVANCED/US/MONTH/10',
    ]);
  });

  test('no two versions of one price are in force at once, and none repeats the one before it', () => {
    for (const versions of grouped(prices, `${ROW},currency`)) {
      versions.forEach((later, i) => {
        for (const earlier of versions.slice(0, i)) expect(overlaps(validity(earlier), validity(later))).toBe(false);
        const before = versions[i - 1];
        if (before && at(before, 'valid_to') === at(later, 'valid_from')) {
          expect(at(later, 'amount')).not.toBe(at(before, 'amount'));
        }
      });
    }
  });

  test('on every day a higher tier costs more', () => {
    const offerings = read('offerings');
    const ofTier = (p: Line): Line => only(offerings, ['market', 'code'], keyOf(p, ['market', 'offering']));
    const tiers = prices.filter((p) => at(p, 'kind') === 'LIST').map((p) => ({ ...p, ...ofTier(p) }));
    const days = distinct(prices.map((p) => at(p, 'valid_from')));
    for (const lineUp of grouped(tiers, 'market,line_up,price_list,currency,billing_period,min_quantity')) {
      for (const day of days) {
        const byRank = inForce(lineUp, day).sort((a, b) => Number(at(a, 'tier_rank')) - Number(at(b, 'tier_rank')));
        byRank.slice(1).forEach((p, i) => {
          expect(decimal(at(p, 'amount'))).toBeGreaterThan(decimal(at(byRank[i] ?? {}, 'amount')));
        });
      }
    }
  });

  test.each([
    ['HOUSEHOLD-BEST', '2025-01-31', ['US USD 96.3']],
    ['HOUSEHOLD-BEST', '2025-02-01', ['EU EUR 98', 'US USD 104']],
    ['BUSINESS-GOOD', '2024-07-31', ['US USD 20.66']],
    ['BUSINESS-GOOD', '2024-08-01', ['US USD 22.73']],
    ['BUSINESS-GOOD', '2026-11-21', ['EU EUR 23', 'US USD 25']],
    ['BUSINESS-ADVANCED', '2026-11-21', ['EU EUR 166', 'US USD 180']],
    ['TAX-GOOD', '2027-03-01', ['US USD 0']],
    ['TAX-BEST', '2027-02-28', ['US USD 129']],
    ['TAX-BEST', '2027-03-01', ['US USD 149']],
    ['TAX-BEST', '2027-04-15', ['US USD 149']],
    ['TAX-BEST', '2027-04-16', ['US USD 129']],
    ['BOOKSNOW-BETTER', '2025-12-31', ['EU EUR 45']],
    ['BOOKSNOW-BETTER', '2026-01-01', ['US USD 45']],
  ])('%s on %s costs %j', (offering, day, expected) => expect(shown(offering, day)).toEqual(expected));

  test.each([
    ['HOUSEHOLD', '2025-02-01', 108],
    ['BUSINESS', '2024-08-01', 110],
    ['BUSINESS', '2025-07-01', 110],
  ])('on the US list every %s price rose to the exact cent on %s, to %d percent', (lineUp, day, percent) => {
    const rising = prices.filter(
      (p) => at(p, 'offering').startsWith(lineUp) && keyOf(p, ['price_list', 'kind']) === 'US/LIST',
    );
    const before = rising.filter((p) => at(p, 'valid_to') === day);
    expect(before.length).toBeGreaterThanOrEqual(3);
    for (const old of before) {
      const raised = only(rising, ['offering', 'valid_from'], `${at(old, 'offering')}/${day}`);
      // Millionths of a percent become cents, half up.
      const cents = (decimal(at(old, 'amount')) * BigInt(percent) + 500_000n) / 1_000_000n;
      expect(decimal(at(raised, 'amount'))).toBe(cents * 10_000n);
    }
  });
});

describe('budgets', () => {
  const allocations = read('allocations');
  const periods = read('fiscal_periods');
  const plans = read('budget_plans');
  const ofPlan = (plan: string): Line[] => allocations.filter((a) => at(a, 'plan') === plan);

  test('the quarters of a year follow one another without a gap, and cover it', () => {
    for (const year of periods.filter((p) => at(p, 'parent') === '')) {
      const quarters = periods.filter((p) => at(p, 'parent') === at(year, 'code'));
      expect(quarters).toHaveLength(4);
      expect([at(year, 'valid_from'), ...quarters.map((q) => at(q, 'valid_to'))]).toEqual([
        ...quarters.map((q) => at(q, 'valid_from')),
        at(year, 'valid_to'),
      ]);
    }
  });

  test.each([
    ['2025-10-01', 'BUDGET-2026'],
    ['2026-09-30', 'BUDGET-2026'],
    ['2026-10-01', 'BUDGET-2027'],
    ['2026-11-21', 'BUDGET-2027'],
  ])('on %s the only approved budget is %s', (day, plan) => {
    const covering = plans.filter((p) => {
      const { from, to } = validity(only(periods, ['code'], at(p, 'period')));
      return at(p, 'kind') === 'BUDGET' && at(p, 'state') === 'APPROVED' && from <= day && day < (to ?? '');
    });
    expect(covering.map((p) => at(p, 'code'))).toEqual([plan]);
  });

  test.each([
    ['BUDGET-2026', '24200000'], // 11 % of 220 M
    ['BUDGET-2027', '26400000'], // 11 % of 240 M
    ['ASK-2027', '29400000'],
  ])('%s adds up to exactly %s, over lines, functions and leaf quarters of its year', (plan, total) => {
    expect(formatDecimal(sum(ofPlan(plan)))).toBe(total);
    expect(ofPlan(plan)).toHaveLength(5 * 2 * 4);
    for (const a of ofPlan(plan)) {
      const year = at(only(plans, ['code'], plan), 'period');
      expect(at(only(periods, ['code'], at(a, 'period')), 'parent')).toBe(year);
    }
  });

  test('exactly 70 % of what Tax gets falls into the first two quarters, for each function too', () => {
    for (const plan of ['BUDGET-2026', 'BUDGET-2027']) {
      const tax = ofPlan(plan).filter((a) => at(a, 'line') === 'TAX');
      for (const part of [tax, ...grouped(tax, 'function')]) {
        expect(sum(part.filter((a) => /-Q[12]$/.test(at(a, 'period')))) * 10n).toBe(sum(part) * 7n);
      }
    }
  });

  test('sales asks for 3 M more, and marketing keeps what it has', () => {
    const more = (f: string): Millionths =>
      sum(ofPlan('ASK-2027').filter((a) => at(a, 'function') === f)) -
      sum(ofPlan('BUDGET-2027').filter((a) => at(a, 'function') === f));
    expect([more('SALES'), more('MARKETING')].map((m) => formatDecimal(m))).toEqual(['3000000', '0']);
  });

  test.each([
    ['E26-ALL', '24200000', '0'],
    ['E27-ALL', '26400000', '0'],
    ['E27-SALES', '9400000', '200000'],
    ['E27-MARKETING', '17000000', '250000'],
    ['E27-ADV', '2400000', '100000'],
    ['E27-SEASON', '5555000', '145000'],
    ['A27-ALL', '29400000', '0'],
  ])('envelope %s holds %s and has %s left', (code, used, left) => {
    const envelope = only(read('envelopes'), ['code'], code);
    const under = allocations.filter((a) =>
      ['plan', 'market', 'function', 'period'].every((c) => at(envelope, c) === '' || at(envelope, c) === at(a, c)),
    );
    expect(formatDecimal(sum(under))).toBe(used);
    expect(formatDecimal(decimal(at(envelope, 'cap')) - sum(under))).toBe(left);
  });
});

describe('what is planted', () => {
  const offeringsOf = (segment: string, problem: string): { code: string; suite: string }[] =>
    read('offering_segments')
      .filter((l) => at(l, 'segment') === segment)
      .map((l) => only(read('offerings'), ['market', 'code'], keyOf(l, ['market', 'offering'])))
      .filter(
        (o) => at(only(read('line_ups'), ['market', 'code'], keyOf(o, ['market', 'line_up'])), 'problem') === problem,
      )
      .map((o) => {
        const line = at(only(read('products'), ['code'], at(o, 'product')), 'line');
        return { code: at(o, 'code'), suite: at(only(read('product_lines'), ['code'], line), 'suite') };
      });
  const productsOf = (links: readonly Line[], column: string): string[] =>
    distinct(links.map((l) => at(only(read('product_requirements'), ['code'], at(l, column)), 'product')));

  test('two suites meet in one segment and problem only: small businesses that close the month', () => {
    const pairs = read('segments').flatMap((s) => read('problems').map((p) => [at(s, 'code'), at(p, 'code')] as const));
    const overlapping = pairs.filter(([s, p]) => distinct(offeringsOf(s, p).map((o) => o.suite)).length > 1);
    expect(overlapping).toEqual([['SMALL', 'CLOSE-MONTH']]);
    expect(offeringsOf('SMALL', 'CLOSE-MONTH').map((o) => o.code)).toEqual(['BUSINESS-BETTER', 'BOOKSNOW-BETTER']);
  });

  test('no solution bundles the two, which would excuse the overlap', () => {
    for (const parts of grouped(
      read('roadmap_items').filter((i) => at(i, 'solution') !== ''),
      'market,solution',
    )) {
      const products = distinct(parts.map((i) => at(i, 'product')));
      expect(products).not.toEqual(expect.arrayContaining(['BUSINESS-ONLINE', 'BOOKSNOW-CLOUD']));
    }
  });

  test('a micro business takes Household best and Business good side by side, for two problems', () => {
    expect(offeringsOf('MICRO', 'HOUSEHOLD-ACCOUNTS').map((o) => o.code)).toEqual(['HOUSEHOLD-BEST']);
    expect(offeringsOf('MICRO', 'CLOSE-MONTH').map((o) => o.code)).toEqual(['BUSINESS-GOOD']);
  });

  test("a CFO's three days drive requirements in three lines", () => {
    const cfo = only(read('business_requirements'), ['market', 'code'], 'SMB/BR-CLOSE-3');
    expect(at(cfo, 'layer')).toBe('EXECUTIVE');
    const links = read('requirement_links').filter((l) => at(l, 'business_requirement') === 'BR-CLOSE-3');
    const lines = productsOf(links, 'product_requirement').map((p) => at(only(read('products'), ['code'], p), 'line'));
    expect(distinct(lines)).toEqual(['BOOKSNOW', 'BUSINESS', 'TAX']);
  });

  test('requirements stand at all three layers of both markets; one of each kind lacks its link', () => {
    const business = read('business_requirements');
    for (const m of ['SMB', 'ADV']) {
      const layers = distinct(business.filter((b) => at(b, 'market') === m).map((b) => at(b, 'layer')));
      expect(layers).toEqual(['EXECUTIVE', 'SENIOR_MANAGER', 'USER']);
    }
    const links = read('requirement_links');
    const linked = (column: string): Set<string> => new Set(links.map((l) => at(l, column)));
    const codes = (lines: readonly Line[], served: Set<string>): string[] =>
      lines.map((l) => at(l, 'code')).filter((c) => !served.has(c));
    expect(codes(business, linked('business_requirement'))).toEqual(['BR-LENDER']);
    expect(codes(read('product_requirements'), linked('product_requirement'))).toEqual(['PR-B9']);
  });

  test('whoever is granted only ADV finds everything that its rows point to', () => {
    const sold = distinct(
      read('offerings')
        .filter((o) => at(o, 'market') === 'ADV')
        .map((o) => at(o, 'product')),
    );
    const lines = distinct(sold.map((p) => at(only(read('products'), ['code'], p), 'line')));
    const ofAdv = (file: string): Line[] => read(file).filter((l) => at(l, 'market') === 'ADV');
    expect(distinct(ofAdv('roadmap_items').map((i) => at(i, 'product')))).toEqual(sold);
    expect(productsOf(ofAdv('item_requirements'), 'requirement')).toEqual(sold);
    expect(productsOf(ofAdv('requirement_links'), 'product_requirement')).toEqual(sold);
    expect(distinct(ofAdv('allocations').map((a) => at(a, 'line')))).toEqual(lines);
  });
});

describe('the roadmap', () => {
  const items = read('roadmap_items');

  test('has 24 items, in every state, each with a requirement of its own product', () => {
    expect(items).toHaveLength(24);
    expect(distinct(items.map((i) => at(i, 'state')))).toEqual([
      'COMMITTED',
      'DROPPED',
      'IDEA',
      'INCUBATING',
      'IN_PROGRESS',
      'PLANNED',
      'RELEASED',
    ]);
    for (const item of items) {
      const own = read('item_requirements').filter(
        (r) => keyOf(r, ['market', 'item']) === keyOf(item, ['market', 'code']),
      );
      const products = own.map((r) =>
        at(only(read('product_requirements'), ['code'], at(r, 'requirement')), 'product'),
      );
      expect(distinct(products)).toEqual([at(item, 'product')]);
    }
  });

  test('every solution is built from two products or more', () => {
    for (const s of read('solutions')) {
      const parts = items.filter((i) => keyOf(i, ['market', 'solution']) === keyOf(s, ['market', 'code']));
      expect(distinct(parts.map((i) => at(i, 'product'))).length).toBeGreaterThanOrEqual(2);
    }
  });

  test('a reason stands where an end moved, and nowhere else', () => {
    const slipped = items.filter((i) => at(i, 'ends_on') > at(i, 'baseline_ends_on'));
    expect(slipped.map((i) => at(i, 'code'))).toEqual(['R-001', 'R-002', 'R-003', 'R-013', 'R-014', 'A-001']);
    expect(items.filter((i) => at(i, 'slip_reason') !== '')).toEqual(slipped);
  });

  test('no item waits for itself, and none ends before what it waits for', () => {
    const edges = read('item_dependencies');
    const itemOf = (e: Line, column: string): Line =>
      only(items, ['market', 'code'], `${at(e, 'market')}/${at(e, column)}`);
    for (const e of edges) {
      const [waiting, first] = [at(itemOf(e, 'item'), 'ends_on'), at(itemOf(e, 'depends_on'), 'ends_on')];
      if (waiting !== '' && first !== '') expect(waiting >= first).toBe(true);
    }
    // Taking away what waits for nothing must in the end take away everything.
    let left: readonly Line[] = edges;
    for (let before = -1; before !== left.length;) {
      before = left.length;
      const waiting = new Set(left.map((e) => keyOf(e, ['market', 'item'])));
      left = left.filter((e) => waiting.has(keyOf(e, ['market', 'depends_on'])));
    }
    expect(left).toEqual([]);
  });
});
