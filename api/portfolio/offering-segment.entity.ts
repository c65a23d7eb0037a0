import type { Relation } from 'typeorm';
import { Market } from '../market/market.entity.ts';
import { Segment } from '../market/segment.entity.ts';
import { MarketgridEntity, Row } from '../model/entity.ts';
import { Choice, choices, listed, Reference, Text } from '../model/field.ts';
import { Offering } from './offering.entity.ts';

export const SegmentIntent = choices(
  'SegmentIntent',
  listed(['PRIMARY', 'SECONDARY', 'OPPORTUNISTIC']),
  'How much an offering is meant for a segment.',
);
export type SegmentIntent = keyof typeof SegmentIntent;

@MarketgridEntity({
  plural: 'offeringSegments',
  description: 'That an offering is meant for a segment, and why it is worth buying there.',
  key: ['market', 'offering', 'segment'],
})
export class OfferingSegment extends Row {
  @Reference(() => Market, { description: 'The market of both.', inverse: 'offeringSegments' })
  market!: Relation<Market>;

  @Reference(() => Offering, { description: 'What is offered.', inverse: 'offeringSegments' })
  offering!: Relation<Offering>;

  @Reference(() => Segment, { description: 'To whom.', inverse: 'offeringSegments' })
  segment!: Relation<Segment>;

  @Choice(SegmentIntent, { description: 'How much it is meant for them.', initial: 'PRIMARY' })
  intent!: SegmentIntent;

  @Text({ description: 'Why it is worth its price to them.', nullable: true })
  valueStatement!: string | null;
}
