import type { Role } from '../../domain/accounts/roles.ts';

/** The person behind a request, inside the one dealership they work for. */
export interface Caller {
  readonly accountId: string;
  readonly dealershipId: string;
  readonly name: string;
  readonly roles: readonly Role[];
  readonly language: 'de' | 'en';
}

/** Whoever is signed in: somebody of a dealership, or an operator of the installation. */
export interface Visitor {
  readonly authUserId: string;
  readonly name: string;
  readonly mail: string;
  readonly caller: Caller | null;
  readonly operator: boolean;
}
