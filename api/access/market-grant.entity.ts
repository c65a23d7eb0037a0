import type { Relation } from 'typeorm';
import { Market } from '../market/market.entity.ts';
import { MarketgridEntity, Row } from '../model/entity.ts';
import { Reference } from '../model/field.ts';
import { User } from './user.entity.ts';

@MarketgridEntity({
  plural: 'marketGrants',
  description: 'That a user sees a market, and writes there what his roles let him.',
  key: ['user', 'market'],
  kept: 'access',
})
export class MarketGrant extends Row {
  @Reference(() => User, { description: 'Who sees it.', inverse: 'marketGrants' })
  user!: Relation<User>;

  @Reference(() => Market, { description: 'What he sees.', inverse: 'marketGrants' })
  market!: Relation<Market>;
}
