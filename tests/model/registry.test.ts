/** Rules that every entity keeps, so that graph, import, stores and audit can be derived from the registry alone. */
import { describe, expect, test } from '@jest/globals';
import { MODEL } from '../../api/entities.ts';
import { allEntities, definitionOf, type EntityDefinition, fieldNamed, snakeCase } from '../../api/model/registry.ts';

const DEFINITIONS = MODEL.map(definitionOf);
const named = DEFINITIONS.map((d) => [d.name, d] as const);
const marketOf = (d: EntityDefinition): boolean => d.fields.some((f) => f.name === 'market' && f.required);

test('the list of entities is the registry, parents before what refers to them', () => {
  expect(new Set(MODEL)).toEqual(new Set(allEntities().map((d) => d.entity)));
  for (const [index, d] of DEFINITIONS.entries()) {
    const targets = d.fields.flatMap((f) => (f.target ? [f.target()] : []));
    const later = targets.filter((t) => MODEL.indexOf(t) > index);
    expect({ entity: d.name, later }).toEqual({ entity: d.name, later: [] });
  }
});

test('names, plurals and tables are unique', () => {
  for (const of of [
    (d: EntityDefinition) => d.name,
    (d: EntityDefinition) => d.plural,
    (d: EntityDefinition) => d.table,
  ]) {
    const all = DEFINITIONS.map(of);
    expect(all).toEqual([...new Set(all)]);
  }
});

describe.each(named)('%s', (_name, d) => {
  test('its natural key is made of its own required fields', () => {
    expect(d.key.map((name) => [name, fieldNamed(d, name).required])).toEqual(d.key.map((name) => [name, true]));
  });

  test('its key begins with its market, if it has one', () => {
    // An allocation is found within its plan, a grant at its user.
    const exceptions = ['Allocation', 'MarketGrant'];
    if (marketOf(d) && !exceptions.includes(d.name)) expect(d.key[0]).toBe('market');
  });

  test('what it refers to within a market is of its own market', () => {
    const bound = d.fields.filter((f) => f.target && f.name !== 'market' && marketOf(definitionOf(f.target())));
    if (bound.length > 0) expect(d.fields.map((f) => f.name)).toContain('market');
  });

  test('its lists on the other side have names of their own there', () => {
    for (const { target, inverse } of d.fields) {
      if (!target) continue;
      const there = definitionOf(target());
      const others = allEntities().flatMap((e) =>
        e.fields.filter((f) => f.target && f.target() === there.entity && f.inverse === inverse),
      );
      expect(others).toHaveLength(1);
      expect(there.fields.map((f) => f.name)).not.toContain(inverse);
    }
  });

  test('its columns are snake_case, references end in _id, and every field says what it is', () => {
    for (const f of d.fields) {
      expect(f.column).toBe(snakeCase(f.name) + (f.type === 'REFERENCE' ? '_id' : ''));
      expect(f.description).not.toBe('');
    }
  });

  test('a link has its owner and member among the fields of its key', () => {
    if (d.link) expect(d.key).toEqual(['market', d.link.owner, d.link.member]);
  });
});
