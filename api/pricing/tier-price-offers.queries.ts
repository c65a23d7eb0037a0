/** Which offerings and price lists a TIER_PRICE view is about: what its rows and its columns both begin with. */
import type { MatrixFilter } from '../../schema/matrix/definition.ts';
import { and, type StatementBuilder } from '../view/statement-builder.ts';

/** An offering with all that labels it. */
export const OFFERING = `offering o
    JOIN line_up lu ON lu.id = o.line_up_id
    JOIN problem pr ON pr.id = lu.problem_id
    JOIN product_line li ON li.id = o.line_id
    JOIN product_suite su ON su.id = li.suite_id
    JOIN market m ON m.id = o.market_id`;

/** An offering with no more than what a filter asks of it. */
export const filteredOffering = (f: MatrixFilter): string =>
  [
    'offering o JOIN market m ON m.id = o.market_id',
    f.lineUps || f.problems ? 'JOIN line_up lu ON lu.id = o.line_up_id' : '',
    f.problems ? 'JOIN problem pr ON pr.id = lu.problem_id' : '',
    f.lines || f.suites ? 'JOIN product_line li ON li.id = o.line_id' : '',
    f.suites ? 'JOIN product_suite su ON su.id = li.suite_id' : '',
  ].join(' ');

/** What a filter asks of a row's offering. */
export const offeringConditions = (q: StatementBuilder, f: MatrixFilter): string =>
  and([
    'o.archived_at IS NULL',
    'm.archived_at IS NULL',
    ...keyConditions(q, f),
    ...q.anyOf('pr.code', f.problems),
    ...q.anyOf('su.code', f.suites),
    ...q.anyOf('li.code', f.lines),
    ...q.anyOf('lu.code', f.lineUps),
    ...(f.segments
      ? [
          `EXISTS (SELECT FROM offering_segment os JOIN segment s ON s.id = os.segment_id
             WHERE os.offering_id = o.id AND os.archived_at IS NULL AND s.code = ANY(${q.bind(f.segments, '::text[]')}))`,
        ]
      : []),
  ]);

/** Of that, what the row's key says. Codes never change, so a row that fails here was never in the view. */
export const keyConditions = (q: StatementBuilder, f: MatrixFilter): string[] => [
  ...q.anyOf('m.code', f.markets),
  ...q.anyOf('o.code', f.offerings),
];

export const listConditions = (q: StatementBuilder, f: MatrixFilter): string => and(q.anyOf('l.code', f.priceLists));
