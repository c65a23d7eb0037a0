import { roleName } from '../../../../schema/domain/role.ts';
import type { UserRole } from '../../state/administration.ts';

const does: { readonly [R in UserRole]: string } = {
  VIEWER: 'Reads',
  PRICING: 'Edits prices',
  FINANCE: 'Edits budgets',
  PRODUCT: 'Edits the roadmap',
  APPROVER: 'Nothing yet: approval comes later',
  ADMIN: 'Edits everything and grants access',
};

/** Roles to choose from, and what each lets somebody do within the markets that are granted. */
export const ROLES: readonly { readonly code: UserRole; readonly name: string; readonly note: string }[] = (
  Object.keys(does) as UserRole[]
).map((code) => ({ code, name: roleName(code), note: does[code] }));

export const rolesInWords = (roles: readonly string[]): string => roles.map(roleName).join(', ') || 'No role';
