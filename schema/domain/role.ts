/** What a user may do within the markets that he was granted. */
export type Role = 'VIEWER' | 'PRICING' | 'FINANCE' | 'PRODUCT' | 'APPROVER' | 'ADMIN';

/** The one word for each, in the pane as in a refusal; the codes are for programs. */
const NAMES: Readonly<Record<string, string>> = {
  VIEWER: 'Viewer',
  PRICING: 'Pricing',
  FINANCE: 'Finance',
  PRODUCT: 'Product',
  APPROVER: 'Approver',
  ADMIN: 'Administrator',
} satisfies Record<Role, string>;

/** `ADMIN` → `Administrator`; a role that a newer server knows, by its code. */
export const roleName = (role: string): string => NAMES[role] ?? role;
