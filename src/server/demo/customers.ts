import { inAscii } from './cast.ts';
import type { Chance } from './chance.ts';

/** Somebody who asks; made up of a first and a last name that nothing connects. */
export interface DemoCustomer {
  readonly first: string;
  readonly last: string;
  readonly salutation: 'Frau' | 'Herr';
  readonly mail: string;
  readonly phone: string | null;
  readonly postcode: string;
  readonly city: string;
}

const WOMEN =
  `Anna Christine Claudia Daniela Elif Eva Franziska Greta Hannelore Heike Ines Jasmin Julia Karin Katrin
  Laura Leonie Magdalena Maria Melanie Nadine Olga Paula Renate Sabine Silke Sophie Tanja Ursula Yvonne`.split(
    /\s+/,
  );
const MEN =
  `Alexander Andreas Bernd Björn Christian Daniel Dirk Emre Felix Florian Frank Georg Günther Hans Jan Jörg
  Jürgen Kai Lukas Manfred Matthias Max Michael Moritz Oliver Patrick Peter Ralf Sebastian Uwe`.split(/\s+/);
const LAST =
  `Albrecht Ahrens Bachmann Bauer Beck Berger Böhm Busch Çelik Dietrich Ebert Engel Fischer Förster Franke Fuchs
  Graf Groß Haas Hartmann Hoffmann Jansen Jäger Kaiser Keller Koch Köhler Kovač Krause Kuhn Lange Lehmann Lorenz Maier Marx
  Möller Nowak Otto Pfeiffer Pohl Raab Reuter Richter Roth Sauer Schäfer Schmitt Schreiber Schröder Seidel Simon Sommer Stein
  Thomas Vogel Vogt Wagner Weiß Winkler Yıldız Ziegler`.split(/\s+/);

/** Where the customers of a state's branch live. */
const PLACES: Readonly<Record<string, readonly string[]>> = {
  BY: [
    '83022 Rosenheim',
    '83043 Bad Aibling',
    '83278 Traunstein',
    '83512 Wasserburg',
    '83620 Feldkirchen',
    '83209 Prien',
  ],
  HE: [
    '34117 Kassel',
    '34225 Baunatal',
    '34246 Vellmar',
    '34212 Melsungen',
    '34369 Hofgeismar',
    '37213 Witzenhausen',
  ],
  HH: [
    '20095 Hamburg',
    '22085 Hamburg',
    '22303 Hamburg',
    '21073 Hamburg',
    '22926 Ahrensburg',
    '22844 Norderstedt',
  ],
};
const HOSTS: readonly string[] = ['post.example', 'brief.example', 'mailfach.example', 'netz.example'];

/** Numbers that are kept free for films and plays: a thousand behind each. */
const FREE_NUMBERS = ['030 23125', '040 66969', '089 99998', '069 90009', '0221 4710'];

/** `ordinal` tells this customer's telephone from everybody else's. */
export const inventCustomer = (chance: Chance, state: string, ordinal: number): DemoCustomer => {
  const isWoman = chance.happens(0.45);
  const first = chance.pick(isWoman ? WOMEN : MEN);
  const last = chance.pick(LAST);
  const [postcode = '', ...city] = chance.pick(PLACES[state] ?? ['10115 Berlin']).split(' ');
  const suffix = chance.happens(0.3) ? chance.between(60, 99) : '';
  const area = chance.pick(FREE_NUMBERS);
  return {
    first,
    last,
    salutation: isWoman ? 'Frau' : 'Herr',
    mail: `${inAscii(first)}.${inAscii(last)}${suffix}@${chance.pick(HOSTS)}`,
    phone: chance.happens(0.7) ? `${area}${String(ordinal % 1_000).padStart(3, '0')}` : null,
    postcode,
    city: city.join(' '),
  };
};

export const fullName = ({ first, last }: DemoCustomer): string => `${first} ${last}`;
