import type { UserRole } from '../../state/administration.ts';

/** What each role lets somebody do, within the markets that are granted. */
export const ROLES: readonly (readonly [UserRole, name: string, does: string])[] = [
  ['VIEWER', 'Viewer', 'Reads'],
  ['PRICING', 'Pricing', 'Edits prices'],
  ['FINANCE', 'Finance', 'Edits budgets'],
  ['PRODUCT', 'Product', 'Edits the roadmap'],
  ['APPROVER', 'Approver', 'Nothing yet: approval comes later'],
  ['ADMIN', 'Administrator', 'Edits everything and grants access'],
];

const NAMES = new Map<UserRole, string>(ROLES.map(([role, name]) => [role, name]));

export const rolesInWords = (roles: readonly UserRole[]): string =>
  roles.map((role) => NAMES.get(role) ?? role).join(', ') || 'No role';
