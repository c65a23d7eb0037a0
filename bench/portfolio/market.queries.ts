/** Markets and what each of them knows of its customers: segments, problems, requirements. */
import type { Shape } from './size.ts';
import { NEW, PLACES } from './ground.queries.ts';

export const markets = ({ markets }: Shape): string => `
  INSERT INTO market (id, code, name, vision, ${NEW.columns})
  SELECT pg_temp.id('market', m), 'MKT-' || m, 'Market ' || m, 'Where customers of market ' || m || ' stand in five years', ${NEW.values}
  FROM generate_series(0, ${markets - 1}) m`;

export const segments = ({ markets }: Shape): string => `
  INSERT INTO segment (id, market_id, code, name, ${NEW.columns})
  SELECT pg_temp.id('segment', m, s), pg_temp.id('market', m), 'SEGMENT-' || s, 'Segment ' || s || ' of market ' || m, ${NEW.values}
  FROM generate_series(0, ${markets - 1}) m, generate_series(0, 4) s`;

export const SEGMENT_CRITERIA = `
  INSERT INTO segment_criterion (id, market_id, segment_id, attribute, operator, value, ${NEW.columns})
  SELECT pg_temp.id('criterion/' || s.id), s.market_id, s.id, 'employees', 'GE', '50', ${NEW.values} FROM segment s`;

export const problems = ({ markets, problemsOfMarket }: Shape): string => `
  INSERT INTO problem (id, market_id, code, name, ${NEW.columns})
  SELECT pg_temp.id('problem', m, p), pg_temp.id('market', m), 'PROBLEM-' || p, 'Problem ' || p || ' of market ' || m, ${NEW.values}
  FROM generate_series(0, ${markets - 1}) m, generate_series(0, ${problemsOfMarket - 1}) p`;

export const segmentProblems = ({ markets, problemsOfMarket }: Shape): string => `
  INSERT INTO segment_problem (id, market_id, segment_id, problem_id, importance, ${NEW.columns})
  SELECT pg_temp.id('segment problem', m, p, s), pg_temp.id('market', m), pg_temp.id('segment', m, s),
    pg_temp.id('problem', m, p), (m + p + s) % 6, ${NEW.values}
  FROM generate_series(0, ${markets - 1}) m, generate_series(0, ${problemsOfMarket - 1}) p, generate_series(0, 2) s`;

export const businessRequirements = (shape: Shape): string => `
  INSERT INTO business_requirement (id, market_id, code, layer, driver, statement, strategic_value, ${NEW.columns})
  SELECT pg_temp.id('need', m, p, u), pg_temp.id('market', m), 'NEED-' || p || u,
    (ARRAY['EXECUTIVE', 'SENIOR_MANAGER', 'USER'])[1 + (p + u) % 3], 'Less work by hand',
    'Answers problem ' || p || ' without a second system', 1 + (m + p + u) % 5, ${NEW.values}
  FROM ${PLACES(shape)}`;

export const productRequirements = (shape: Shape): string => `
  INSERT INTO product_requirement (id, code, product_id, kind, statement, priority, effort, ${NEW.columns})
  SELECT pg_temp.id('requirement', m, p, u), 'REQ-' || m || p || u, pg_temp.id('product', m, p, u, 0), 'FUNCTION',
    'Does what the customer of line-up ' || p || u || ' needs', 1 + (m + u) % 5, 5 + (p + u) % 20, ${NEW.values}
  FROM ${PLACES(shape)}`;

export const requirementLinks = (shape: Shape): string => `
  INSERT INTO requirement_link (id, market_id, business_requirement_id, product_requirement_id, weight, ${NEW.columns})
  SELECT pg_temp.id('link', m, p, u), pg_temp.id('market', m), pg_temp.id('need', m, p, u),
    pg_temp.id('requirement', m, p, u), 1 + (p + u) % 3, ${NEW.values}
  FROM ${PLACES(shape)}`;
