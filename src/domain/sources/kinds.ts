import type { Recommendation } from '../escalation/recommendations.ts';

/** A kind of source: how it is called, and whose silence limit it is recommended (product.md 6). */
export interface SourceKind {
  readonly kind: string;
  readonly name: { readonly de: string; readonly en: string };
  readonly limit: keyof Recommendation['sourceLimitDays'];
}

export const SOURCE_KINDS: readonly SourceKind[] = [
  { kind: 'mobile.de', name: { de: 'mobile.de', en: 'mobile.de' }, limit: 'mobile.de' },
  { kind: 'autoscout24', name: { de: 'AutoScout24', en: 'AutoScout24' }, limit: 'autoscout24' },
  { kind: 'homepage', name: { de: 'Homepage', en: 'Homepage' }, limit: 'homepage' },
  { kind: 'kleinanzeigen', name: { de: 'Kleinanzeigen', en: 'Kleinanzeigen' }, limit: 'other' },
  { kind: 'heycar', name: { de: 'heycar', en: 'heycar' }, limit: 'other' },
  { kind: 'manufacturer', name: { de: 'Hersteller', en: 'Manufacturer' }, limit: 'other' },
  { kind: 'google', name: { de: 'Google Ads', en: 'Google Ads' }, limit: 'other' },
  { kind: 'meta', name: { de: 'Facebook und Instagram', en: 'Facebook and Instagram' }, limit: 'other' },
  { kind: 'other', name: { de: 'Sonstige', en: 'Other' }, limit: 'other' },
];

/** Enquiries that nobody sends: a person enters them. A source of such a kind is made when it is first needed. */
export const MANUAL_KINDS = ['phone', 'showroom', 'letter'] as const;
export type ManualKind = (typeof MANUAL_KINDS)[number];

/** What the source of such a kind is called in a dealership. */
export const MANUAL_SOURCE_NAMES: Readonly<Record<ManualKind, string>> = {
  phone: 'Telefon',
  showroom: 'Autohaus',
  letter: 'Brief',
};

/** What a new dealership starts with unless it names its sources (interface.md). */
export const DEFAULT_SOURCES: readonly { readonly kind: string; readonly name: string }[] = [
  { kind: 'mobile.de', name: 'mobile.de' },
  { kind: 'autoscout24', name: 'AutoScout24' },
  { kind: 'homepage', name: 'Homepage' },
];

/** The kind of that name, in whatever case it was written. */
export const sourceKindOf = (kind: string): SourceKind | undefined =>
  SOURCE_KINDS.find((known) => known.kind === kind.toLowerCase());
