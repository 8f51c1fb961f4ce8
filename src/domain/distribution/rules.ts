import type { Place } from '../escalation/settings.ts';
import type { Enquiry, Vehicle } from '../intake/enquiry.ts';
import { firstOf, lastOf, type PostcodeRange, type RuleConditions } from './settings.ts';

/** An enquiry as far as rules ask for it; null where it does not say. */
export interface LeadFacts extends Place {
  readonly make: string | null;
  /** The vehicle as the source writes it; asked for the brand only where no make is stated. */
  readonly vehicle: string | null;
  /** Everything with a past is used: demonstration cars, day registrations, young used cars of staff. */
  readonly condition: 'new' | 'used' | null;
  readonly postcode: string | null;
}

/** The facts of an enquiry as it was read. */
export const factsOf = (place: Place, { vehicles, customer }: Enquiry): LeadFacts => {
  const vehicle = vehicles.find(({ role }) => role === 'wanted') ?? vehicles[0];
  return {
    branchId: place.branchId,
    sourceId: place.sourceId,
    make: vehicle?.make ?? null,
    vehicle: vehicle?.title ?? null,
    condition: conditionOf(vehicle),
    postcode: customer.address?.postalCode?.trim() ?? null,
  };
};

const conditionOf = (vehicle: Vehicle | undefined): LeadFacts['condition'] => {
  if (vehicle?.condition === undefined) return null;
  return vehicle.condition === 'new' ? 'new' : 'used';
};

/** The first thing an enquiry is not that a rule asks for; null when the rule matches. */
export type Unmet = 'source' | 'branch' | 'brand' | 'condition' | 'postcode';
export const unmetBy = (facts: LeadFacts, rule: RuleConditions): Unmet | null => {
  if (!isAmong(rule.sources, facts.sourceId)) return 'source';
  if (!isAmong(rule.branches, facts.branchId)) return 'branch';
  if (rule.brands.length > 0 && !rule.brands.some((brand) => isOfBrand(facts, brand))) return 'brand';
  if (rule.condition !== null && rule.condition !== facts.condition) return 'condition';
  if (rule.postcodes.length > 0 && !rule.postcodes.some((range) => isWithin(range, facts.postcode)))
    return 'postcode';
  return null;
};

const isAmong = (ids: readonly string[], id: string): boolean => ids.length === 0 || ids.includes(id);

/** Without a stated make, a vehicle that begins with the brand's name is one of that brand; nothing else is guessed. */
const isOfBrand = ({ make, vehicle }: LeadFacts, brand: string): boolean => {
  const wanted = brandName(brand);
  if (make !== null) return brandName(make) === wanted;
  const words = (vehicle ?? '').trim().split(/\s+/);
  return [1, 2].some((count) => brandName(words.slice(0, count).join(' ')) === wanted);
};

/** Brands by their one name: however they are spelled, and by the short names of the trade. */
const brandName = (name: string): string => {
  const plain = name
    .normalize('NFD')
    .replaceAll(/[^\p{Letter}\p{Number}]/gu, '')
    .toLowerCase();
  return SHORT_NAMES[plain] ?? plain;
};
const SHORT_NAMES: Readonly<Record<string, string>> = { vw: 'volkswagen', mercedes: 'mercedesbenz' };

const isWithin = ({ from, to }: PostcodeRange, postcode: string | null): boolean =>
  postcode !== null && /^\d{5}$/.test(postcode) && firstOf(from) <= postcode && postcode <= lastOf(to);
