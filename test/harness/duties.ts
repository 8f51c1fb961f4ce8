import type { LeadItem } from '../../src/contract/leads.ts';
import type { Scope } from '../../src/domain/accounts/scope.ts';
import type { Person } from './person.ts';
import { type Dealership, type EnquiryText, startWorld, type World } from './world.ts';

/**
 * For stories of who is told. It is Friday 6 March 2026, 15:00; an enquiry of now that is left alone makes the mail to
 * the controllers (EM2.1) on Monday at 9:00.
 */
export interface Duties {
  readonly world: World;
  readonly dealer: Dealership;
  /** Sellers. */
  readonly vera: Person;
  readonly otto: Person;
  /** The only controller. */
  readonly clara: Person;
  /** An enquiry that Vera takes. */
  veras(text?: EnquiryText): Promise<LeadItem>;
  /** From Monday to Friday unless said otherwise; entered by the person. */
  away(person: Person, substitute: Person | null, days?: Days): Promise<{ id: string }>;
  /** By the admin. */
  setPerson(person: Person, change: { roles: string[]; active?: boolean; scope?: Scope }): Promise<unknown>;
  coverage(by?: Person): Promise<Coverage>;
  /** To the minute's end in which the mails of Friday's enquiry leave. */
  toMonday(): Promise<void>;
}

interface Days {
  readonly fromOn?: string;
  readonly untilOn?: string | null;
}

interface Coverage {
  readonly everything: boolean;
  readonly unstaffed: readonly { branch: string; source: string | null }[];
  readonly unattended: readonly { branch: string; source: string | null }[];
  readonly undeliverable: number;
}

export const startDuties = async (): Promise<Duties> => {
  const world = await startWorld();
  const dealer = await world.setUp();
  const vera = await dealer.hire('Vera Vogt', 'seller');
  const clara = await dealer.hire('Clara Conrad', 'controller');
  const otto = await dealer.hire('Otto Ohm', 'seller');
  await dealer.changeTimes({ 'EM2.1': { on: true, minutes: 120, unit: 'openingHours' } });
  world.jumpTo('2026-03-06T15:00');
  return {
    world,
    dealer,
    vera,
    otto,
    clara,
    veras: async (text) => {
      const lead = await dealer.enquiry(text);
      await vera.post(`/api/leads/${lead.id}/take`);
      return lead;
    },
    away: (person, substitute, { fromOn = '2026-03-09', untilOn = '2026-03-13' } = {}) =>
      person.post('/api/absences', {
        accountId: person.id,
        fromOn,
        untilOn,
        substituteId: substitute?.id ?? null,
      }),
    setPerson: (person, change) =>
      dealer.admin.put(`/api/accounts/${person.id}`, { name: person.name, active: true, ...change }),
    coverage: (by = dealer.admin) => by.get('/api/accounts/coverage'),
    toMonday: () => world.passTo('2026-03-09T09:01'),
  };
};
