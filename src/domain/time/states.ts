/** A part of a state with public holidays of its own. */
export interface Region {
  readonly code: string;
  readonly name: string;
}

export interface State {
  readonly code: string;
  readonly name: string;
  readonly regions: readonly Region[];
}

/** The 16 federal states, by name, with the parts whose public holidays may differ. */
export const GERMAN_STATES: readonly State[] = [
  { code: 'BW', name: 'Baden-Württemberg', regions: [] },
  {
    code: 'BY',
    name: 'Bayern',
    regions: [
      { code: 'KATH', name: 'Gemeinden mit überwiegend katholischer Bevölkerung (Mariä Himmelfahrt)' },
      { code: 'EVANG', name: 'Gemeinden mit überwiegend evangelischer Bevölkerung' },
      { code: 'A', name: 'Stadt Augsburg (Friedensfest, Mariä Himmelfahrt)' },
    ],
  },
  { code: 'BE', name: 'Berlin', regions: [] },
  { code: 'BB', name: 'Brandenburg', regions: [] },
  { code: 'HB', name: 'Bremen', regions: [] },
  { code: 'HH', name: 'Hamburg', regions: [] },
  { code: 'HE', name: 'Hessen', regions: [] },
  { code: 'MV', name: 'Mecklenburg-Vorpommern', regions: [] },
  { code: 'NI', name: 'Niedersachsen', regions: [] },
  { code: 'NW', name: 'Nordrhein-Westfalen', regions: [] },
  { code: 'RP', name: 'Rheinland-Pfalz', regions: [] },
  { code: 'SL', name: 'Saarland', regions: [] },
  {
    code: 'SN',
    name: 'Sachsen',
    regions: [{ code: 'BZ', name: 'Katholische Gemeinden im Landkreis Bautzen (Fronleichnam)' }],
  },
  { code: 'ST', name: 'Sachsen-Anhalt', regions: [] },
  { code: 'SH', name: 'Schleswig-Holstein', regions: [] },
  {
    code: 'TH',
    name: 'Thüringen',
    regions: [
      { code: 'EIC', name: 'Landkreis Eichsfeld (Fronleichnam)' },
      { code: 'UH', name: 'Gemeinden im Unstrut-Hainich-Kreis mit Fronleichnam' },
      { code: 'WAK', name: 'Gemeinden im Wartburgkreis mit Fronleichnam' },
    ],
  },
];
