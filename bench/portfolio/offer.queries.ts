/** What is sold: suites, lines and products, and in each market the line-ups, offerings and solutions made of them. */
import { NEW, PLACES } from './ground.queries.ts';
import type { Shape } from './size.ts';

export const SUITES = `
  INSERT INTO product_suite (id, code, name, ${NEW.columns})
  SELECT pg_temp.id('suite', s), 'SUITE-' || s, 'Suite ' || s, ${NEW.values} FROM generate_series(0, 9) s`;

/** Suites cross markets: the lines of one market belong to several. */
export const productLines = (shape: Shape): string => `
  INSERT INTO product_line (id, code, suite_id, name, posture, ${NEW.columns})
  SELECT pg_temp.id('line', m, p, u), 'LINE-' || m || p || u, pg_temp.id('suite', (m + p) % 10), 'Line ' || m || p || u,
    (ARRAY['HIGH_MAINTENANCE', 'HIGH_GROWTH', 'BALANCED'])[1 + (m + p + u) % 3], ${NEW.values}
  FROM ${PLACES(shape)}`;

/** Number 0 is what the tiers sell, number 1 what the add-ons do. */
export const products = (shape: Shape): string => `
  INSERT INTO product (id, code, line_id, name, lifecycle, ${NEW.columns})
  SELECT pg_temp.id('product', m, p, u, n), 'PRODUCT-' || m || p || u || n, pg_temp.id('line', m, p, u),
    'Product ' || m || p || u || n, (ARRAY['ACTIVE', 'ACTIVE', 'INCUBATING', 'SUNSET'])[1 + (p + u + n) % 4], ${NEW.values}
  FROM ${PLACES(shape)}, generate_series(0, 1) n`;

export const lineUps = (shape: Shape): string => `
  INSERT INTO line_up (id, market_id, code, problem_id, line_id, name, ${NEW.columns})
  SELECT pg_temp.id('line-up', m, p, u), pg_temp.id('market', m), 'LINEUP-' || p || u, pg_temp.id('problem', m, p),
    pg_temp.id('line', m, p, u), 'Line-up ' || p || u, ${NEW.values}
  FROM ${PLACES(shape)}`;

/** Three tiers and two add-ons in each line-up, `o` from 1 to 5. */
export const offerings = (shape: Shape): string => `
  INSERT INTO offering (id, market_id, code, line_up_id, product_id, line_id, name, kind, tier_rank, tier_name, lifecycle, ${NEW.columns})
  SELECT pg_temp.id('offering', m, p, u, o), pg_temp.id('market', m),
    'LINEUP-' || p || u || '-' || (ARRAY['GOOD', 'BETTER', 'BEST', 'STORAGE', 'SUPPORT'])[o],
    pg_temp.id('line-up', m, p, u), pg_temp.id('product', m, p, u, o / 4), pg_temp.id('line', m, p, u),
    (ARRAY['Good', 'Better', 'Best', 'Storage', 'Support'])[o] || ' of line-up ' || p || u,
    CASE WHEN o <= 3 THEN 'TIER' ELSE 'ADD_ON' END, CASE WHEN o <= 3 THEN o END,
    (ARRAY['Good', 'Better', 'Best'])[o], 'ACTIVE', ${NEW.values}
  FROM ${PLACES(shape)}, generate_series(1, 5) o`;

export const offeringSegments = (shape: Shape): string => `
  INSERT INTO offering_segment (id, market_id, offering_id, segment_id, intent, ${NEW.columns})
  SELECT pg_temp.id('offering segment', m, p, u, o, s), pg_temp.id('market', m), pg_temp.id('offering', m, p, u, o),
    pg_temp.id('segment', m, (p + u + s) % 5), CASE s WHEN 0 THEN 'PRIMARY' ELSE 'SECONDARY' END, ${NEW.values}
  FROM ${PLACES(shape)}, generate_series(1, 5) o, generate_series(0, 1) s`;

export const solutions = ({ markets, problemsOfMarket }: Shape): string => `
  INSERT INTO solution (id, market_id, code, name, state, value_statement, ${NEW.columns})
  SELECT pg_temp.id('solution', m, p), pg_temp.id('market', m), 'SOLUTION-' || p, 'Solution of problem ' || p,
    (ARRAY['IDEA', 'PROPOSED', 'COMMITTED', 'RELEASED'])[1 + (m + p) % 4], 'Takes half the time', ${NEW.values}
  FROM generate_series(0, ${markets - 1}) m, generate_series(0, ${problemsOfMarket - 1}) p`;
