import { labelField, tradeInLabel } from './labels.ts';

/** Whom or what a part of a form speaks of: the wanted car, the customer's own one, the customer, the house itself. */
export type FormSection = 'wanted' | 'own' | 'customer' | 'house';

const HEADINGS: readonly (readonly [FormSection, RegExp])[] = [
  [
    'customer',
    /^(?:(?:ihre|meine|deine) (?:daten|angaben)|(?:ihre )?(?:kunden?|kontakt|interessenten?|persönliche|persoenliche|personen)[ -]?(?:daten|informationen|angaben)(?: des (?:kunden|interessenten))?|(?:angaben|daten) (?:zur person|zum kunden|des kunden)|kunde|kontakt|interessent|customer(?: details)?|contact(?: details)?)$/,
  ],
  [
    'house',
    /^(?:(?:ihr |zuständiger )?(?:ansprechpartner|verkäufer|verkaeufer|verkaufsberater|berater)(?: (?:im|bei|von|vor) .{1,60})?|(?:händler|haendler|verkäufer|verkaeufer|autohaus|standort|filial)(?:daten|informationen|angaben)|ihr (?:händler|autohaus)|dealer(?: details)?|vendor)$/,
  ],
  [
    'wanted',
    /^(?:fahrzeugdaten|fahrzeug-?(?:informationen|angaben|details)|(?:angaben|daten|informationen) zum (?:wunsch)?fahrzeug|vehicle details)$/,
  ],
];

/** What a line that stands alone heads; undefined when it is no heading we know. */
export function sectionOf(line: string): FormSection | undefined {
  const plain = line
    .toLowerCase()
    .replaceAll(/[*_:]+/g, ' ')
    .trim();
  if (tradeInLabel(plain) === '') return 'own';
  return (
    HEADINGS.find(([, heading]) => heading.test(plain))?.[0] ??
    (labelField(line) === 'vehicle' ? 'wanted' : undefined)
  );
}
