import { MarketgridEntity, Row } from '../model/entity.ts';
import { ChoiceSet, choices, listed, Text } from '../model/field.ts';

export const UserRole = choices(
  'UserRole',
  listed(['VIEWER', 'PRICING', 'FINANCE', 'PRODUCT', 'APPROVER', 'ADMIN']),
  'VIEWER reads; PRICING, FINANCE and PRODUCT write their areas; APPROVER decides; ADMIN grants and shapes.',
);
export type UserRole = keyof typeof UserRole;

@MarketgridEntity({
  plural: 'users',
  description: 'Someone who may sign in. Only administrators see others than themselves.',
  key: ['subject'],
  kept: 'access',
  // `user` is a reserved word of SQL.
  table: 'app_user',
})
export class User extends Row {
  @Text({ description: 'The subject of his tokens.', maxLength: 255 })
  subject!: string;

  @Text({ description: 'Name for people.', maxLength: 255 })
  name!: string;

  @ChoiceSet(UserRole, { description: 'What he may do, within the markets granted to him.' })
  roles!: UserRole[];
}
