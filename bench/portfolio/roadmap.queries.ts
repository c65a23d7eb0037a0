/** People, and five roadmap items for each line-up: each waits for the one before it, the first serves a requirement. */
import { NEW, PLACES } from './ground.queries.ts';
import type { Shape } from './size.ts';

export const PEOPLE = `
  INSERT INTO person (id, code, name, title, ${NEW.columns})
  SELECT pg_temp.id('person', n), 'PERSON-' || n, 'Person ' || n, 'Product manager', ${NEW.values} FROM generate_series(0, 19) n`;

export const roadmapItems = (shape: Shape): string => `
  INSERT INTO roadmap_item (id, market_id, code, title, product_id, solution_id, investment, origin, state, owner_id,
    starts_on, ends_on, baseline_starts_on, baseline_ends_on, confidence, ${NEW.columns})
  SELECT pg_temp.id('item', m, p, u, i), pg_temp.id('market', m), 'ITEM-' || p || u || i,
    'Step ' || i || ' for line-up ' || p || u, pg_temp.id('product', m, p, u, i % 2), pg_temp.id('solution', m, p),
    (ARRAY['INCREMENTAL', 'GROWTH'])[1 + i % 2], (ARRAY['PROACTIVE', 'RESPONSIVE'])[1 + (p + i) % 2],
    (ARRAY['IN_PROGRESS', 'COMMITTED', 'PLANNED', 'PLANNED', 'IDEA'])[i + 1], pg_temp.id('person', (m + p + u + i) % 20),
    d.day, d.day + 60, d.day, d.day + 60, 90 - 10 * i, ${NEW.values}
  FROM ${PLACES(shape)}, generate_series(0, 4) i, LATERAL (SELECT date '2026-10-01' + 70 * i + u AS day) d`;

export const itemRequirements = (shape: Shape): string => `
  INSERT INTO item_requirement (id, market_id, item_id, requirement_id, ${NEW.columns})
  SELECT pg_temp.id('item requirement', m, p, u), pg_temp.id('market', m), pg_temp.id('item', m, p, u, 0),
    pg_temp.id('requirement', m, p, u), ${NEW.values}
  FROM ${PLACES(shape)}`;

export const itemDependencies = (shape: Shape): string => `
  INSERT INTO item_dependency (id, market_id, item_id, depends_on_id, ${NEW.columns})
  SELECT pg_temp.id('dependency', m, p, u, i), pg_temp.id('market', m), pg_temp.id('item', m, p, u, i),
    pg_temp.id('item', m, p, u, i - 1), ${NEW.values}
  FROM ${PLACES(shape)}, generate_series(1, 4) i`;
