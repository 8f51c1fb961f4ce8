import type { Role } from '../../domain/accounts/roles.ts';

/** The person behind a request, inside the one dealership they work for. */
export interface Caller {
  readonly accountId: string;
  readonly dealershipId: string;
  readonly name: string;
  readonly roles: readonly Role[];
  readonly language: 'de' | 'en';
  /** Set while an operator works inside the dealership (product.md 11); `accountId` is then theirs. */
  readonly support?: Support;
}

/** What the dealership lets its support see. */
export interface Support {
  readonly seesLeads: boolean;
  readonly reason: string;
  readonly untilAt: Temporal.Instant;
}

/** Whoever is signed in: somebody of a dealership, or an operator of the installation. */
export interface Visitor {
  readonly authUserId: string;
  readonly sessionId: string;
  readonly name: string;
  readonly mail: string;
  readonly caller: Caller | null;
  readonly operator: boolean;
  readonly language: 'de' | 'en';
  /** The dealership wants a second factor for one of their roles, and there is none. */
  readonly secondFactorMissing: boolean;
}
