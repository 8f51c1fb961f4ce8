/** Roles inside a dealership (product.md 2); an account may have several. */
export const ROLES = ['seller', 'dispatcher', 'controller', 'admin'] as const;
export type Role = (typeof ROLES)[number];
