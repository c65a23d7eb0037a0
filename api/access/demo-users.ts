/** The users of the embedded demo (docs/demo.md). Markets null: all of them. */
import type { Role } from '../../schema/domain/role.ts';

export interface DemoUser {
  readonly subject: string;
  readonly name: string;
  readonly roles: readonly Role[];
  readonly markets: readonly string[] | null;
}

export const DEMO_USERS: readonly DemoUser[] = [
  { subject: 'viewer', name: 'Demo viewer', roles: ['VIEWER'], markets: ['ADV'] },
  { subject: 'pricing', name: 'Demo pricing analyst', roles: ['PRICING'], markets: null },
  { subject: 'finance', name: 'Demo finance analyst', roles: ['FINANCE'], markets: null },
  { subject: 'product', name: 'Demo product manager', roles: ['PRODUCT'], markets: null },
  { subject: 'approver', name: 'Demo approver', roles: ['APPROVER'], markets: null },
  { subject: 'admin', name: 'Demo administrator', roles: ['ADMIN'], markets: null },
];
