import { choices, listed } from '../model/field.ts';

/** Shared by products and offerings. */
export const Lifecycle = choices(
  'Lifecycle',
  listed(['DRAFT', 'INCUBATING', 'ACTIVE', 'SUNSET', 'RETIRED']),
  'Where a product or an offering stands between idea and end of sale.',
);
export type Lifecycle = keyof typeof Lifecycle;
