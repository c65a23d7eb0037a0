/**
 * The contract's semantics 11, checked from outside: all changes, read over GraphQL and replayed in order, give every cell
 * that the three matrices show, on every day on which a price begins or ends.
 */
import { expect } from '@jest/globals';
import type { TestServer } from '../support/server.ts';
import { type Change, CHANGES, pull, pullDays, type Sheet } from './sheets.ts';

interface Span {
  readonly from: string;
  readonly to: string | null;
  readonly value: string | null;
}

export class Audit {
  readonly #server: TestServer;
  #revision = 0;
  /** `market/offering/list/period/minQuantity` → cell → what was written, in order. */
  readonly #prices = new Map<string, Map<string, Span[]>>();
  /** `entity/key` → field → value. */
  readonly #records = new Map<string, Map<string, string | null>>();

  constructor(server: TestServer) {
    this.#server = server;
  }

  /** Reads what is new and, when there is anything, compares. @throws when a revision is missing or a cell differs */
  async check(): Promise<void> {
    if (!(await this.#read())) return;
    for (const plan of ['BUDGET-2027', 'BUDGET-2026']) {
      expect(cellsOf(await pull(this.#server, 'admin', 'BUDGET', { filter: { plan } }))).toEqual(this.#budget(plan));
    }
    expect(cellsOf(await pull(this.#server, 'admin', 'ROADMAP'))).toEqual(this.#roadmap());
    const days = this.#days();
    for (const [i, sheet] of (await pullDays(this.#server, days)).entries()) {
      expect([days[i], cellsOf(sheet)]).toEqual([days[i], this.#tierPrices(days[i] ?? '')]);
    }
  }

  async #read(): Promise<boolean> {
    const { revision } = await this.#server.gql<{ revision: number }>('admin', '{ revision }');
    for (let next = this.#revision + 1; next <= revision; next += 1) {
      const query = `query ($r: Int!) { changeSet(revision: $r) { revision ${CHANGES} } }`;
      const { changeSet } = await this.#server.gql<{
        changeSet: { changes: { totalCount: number; nodes: Change[] } } | null;
      }>('admin', query, { r: next });
      if (!changeSet) throw new Error(`revision ${next} has no change set`);
      expect(changeSet.changes.nodes).toHaveLength(changeSet.changes.totalCount);
      changeSet.changes.nodes.forEach((change) => this.#replay(change));
    }
    const isNew = revision > this.#revision;
    this.#revision = revision;
    return isNew;
  }

  #replay({ entity, row, field, validFrom, validTo, after }: Change): void {
    if (entity === 'Price') {
      if (field !== 'amount' && field !== 'text') return;
      const [cell, ...rest] = row.split('/').reverse();
      const key = rest.reverse().join('/');
      const cells = this.#prices.get(key) ?? new Map<string, Span[]>();
      this.#prices.set(key, cells);
      const spans = cells.get(cell ?? '') ?? [];
      cells.set(cell ?? '', [...spans, { from: validFrom ?? '', to: validTo, value: after }]);
      return;
    }
    const key = `${entity}/${row}`;
    const record = this.#records.get(key) ?? new Map<string, string | null>();
    this.#records.set(key, record.set(field, after));
  }

  /** The later days on which a price begins or ends: between them nothing moves. */
  #days(): string[] {
    const days = [...this.#prices.values()].flatMap((cells) =>
      [...cells.values()].flatMap((spans) => spans.flatMap((s) => (s.to ? [s.from, s.to] : [s.from]))),
    );
    const moved = [...new Set(days)].sort();
    return moved.slice(-12);
  }

  #tierPrices(day: string): Cells {
    const rows: Cells = {};
    for (const [key, cells] of this.#prices) {
      const valueOn = (spans: Span[], on: string): string | null =>
        spans.filter((s) => s.from <= on && (s.to === null || on < s.to)).at(-1)?.value ?? null;
      const starts = [...cells.values()].flatMap((spans) => spans.map((s) => s.from)).filter((from) => from <= day);
      const hasBegun = [...cells.values()].some((spans) => starts.some((from) => valueOn(spans, from) !== null));
      if (!hasBegun) continue;
      rows[key] = {};
      for (const [cell, spans] of cells) {
        const value = valueOn(spans, day);
        if (value !== null) rows[key][cell] = value;
      }
    }
    return rows;
  }

  #live(entity: string): [string, Map<string, string | null>][] {
    return [...this.#records]
      .filter(([key, fields]) => key.startsWith(`${entity}/`) && (fields.get('archived') ?? null) === null)
      .map(([key, fields]) => [key.slice(entity.length + 1), fields]);
  }

  #budget(plan: string): Cells {
    const rows: Cells = {};
    for (const [key, fields] of this.#live('Allocation')) {
      const [ofPlan, market, line, fn, period = ''] = key.split('/');
      if (ofPlan !== plan) continue;
      const row = (rows[`${market}/${line}/${fn}`] ??= {});
      const amount = fields.get('amount') ?? null;
      if (amount !== null) row[period] = amount;
    }
    return rows;
  }

  #roadmap(): Cells {
    const rows: Cells = {};
    for (const [key, fields] of this.#live('RoadmapItem')) {
      const row = (rows[key] = {} as Record<string, string>);
      for (const [field, value] of fields) {
        const column = field.replace(/[A-Z]/g, (c) => `_${c.toLowerCase()}`);
        if (value !== null && !column.startsWith('baseline')) row[column] = value;
      }
      const links = [
        ['requirements', this.#records.get(`ItemRequirement/${key}`)?.get('requirements')],
        ['depends_on', this.#records.get(`ItemDependency/${key}`)?.get('dependsOn')],
      ] as const;
      for (const [column, value] of links) if (value) row[column] = value;
    }
    return rows;
  }
}

type Cells = Record<string, Record<string, string>>;

/** What is not blank, as text; headers and computed columns left out. */
function cellsOf(sheet: Sheet): Cells {
  const rows: Cells = {};
  const first = 1 + sheet.rowHeader.length;
  for (const row of sheet.rows) {
    const cells: Record<string, string> = {};
    for (const [i, column] of sheet.columns.entries()) {
      const value = row[first + i];
      if (column.key !== 'total' && value !== null && value !== undefined) cells[column.key] = String(value);
    }
    rows[String(row[0])] = cells;
  }
  return rows;
}
