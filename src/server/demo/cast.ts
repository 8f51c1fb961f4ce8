import type { Role } from '../../domain/accounts/roles.ts';

/** The example dealership and everybody in it. All of them are made up. */
export const DEALERSHIP = 'Autohaus Lindenhof';
export const MAIL_HOST = 'lindenhof.example';
/** Everybody's; this is a dealership to play with. */
export const PASSWORD = 'lindenhof-demo';

export interface DemoBranch {
  readonly name: string;
  readonly state: string;
  readonly hours: string;
  readonly sources: readonly { readonly kind: string; readonly name: string; readonly weight: number }[];
}

/** `weight` is the share of enquiries that come from there. */
export const BRANCHES = [
  {
    name: 'Lindenhof Rosenheim',
    state: 'BY',
    hours: 'Mo-Fr 08:00-18:00, Sa 09:00-13:00',
    sources: [
      { kind: 'mobile.de', name: 'mobile.de Rosenheim', weight: 17 },
      { kind: 'autoscout24', name: 'AutoScout24 Rosenheim', weight: 12 },
      { kind: 'homepage', name: 'Homepage', weight: 14 },
      { kind: 'kleinanzeigen', name: 'Kleinanzeigen', weight: 5 },
    ],
  },
  {
    name: 'Lindenhof Kassel',
    state: 'HE',
    hours: 'Mo-Fr 08:00-12:30 13:30-18:00, Sa 09:00-12:00',
    sources: [
      { kind: 'mobile.de', name: 'mobile.de Kassel', weight: 13 },
      { kind: 'autoscout24', name: 'AutoScout24 Kassel', weight: 9 },
      { kind: 'manufacturer', name: 'Herstellerportal', weight: 6 },
    ],
  },
  {
    name: 'Lindenhof Hamburg',
    state: 'HH',
    hours: 'Mo-Fr 09:00-19:00, Sa 10:00-15:00',
    sources: [
      { kind: 'mobile.de', name: 'mobile.de Hamburg', weight: 14 },
      { kind: 'autoscout24', name: 'AutoScout24 Hamburg', weight: 6 },
      { kind: 'heycar', name: 'heycar', weight: 4 },
    ],
  },
] as const satisfies readonly DemoBranch[];

export interface DemoPerson {
  readonly name: string;
  readonly roles: readonly Role[];
  /** Where a seller works; everybody else oversees all branches. */
  readonly branch?: string;
}

export const ADMIN: DemoPerson = { name: 'Birgit Sommerfeld', roles: ['admin'] };
export const STAFF: readonly DemoPerson[] = [
  { name: 'Markus Huber', roles: ['seller'], branch: 'Lindenhof Rosenheim' },
  { name: 'Lena Aigner', roles: ['seller'], branch: 'Lindenhof Rosenheim' },
  { name: 'Stefan Krug', roles: ['seller'], branch: 'Lindenhof Kassel' },
  { name: 'Aylin Demir', roles: ['seller'], branch: 'Lindenhof Hamburg' },
  { name: 'Jana Wolters', roles: ['dispatcher'] },
  { name: 'Thomas Brandt', roles: ['controller'] },
  { name: 'Anke Petersen', roles: ['controller'] },
];

/** "Aylin Demir" -> aylin.demir@lindenhof.example */
export const mailOf = ({ name }: Pick<DemoPerson, 'name'>): string => `${inAscii(name)}@${MAIL_HOST}`;

/** Letters as mail addresses spell them. */
export const inAscii = (name: string): string =>
  name
    .toLowerCase()
    .replaceAll('ä', 'ae')
    .replaceAll('ö', 'oe')
    .replaceAll('ü', 'ue')
    .replaceAll('ß', 'ss')
    .replaceAll('ı', 'i')
    .normalize('NFD')
    .replaceAll(/\p{Mark}/gu, '')
    .replaceAll(/[^a-z]+/g, '.');
