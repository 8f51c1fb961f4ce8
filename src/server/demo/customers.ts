import { inAscii } from './cast.ts';
import type { Chance } from './chance.ts';

/** Somebody who asks; made up of a first and a last name that nothing connects. */
export interface DemoCustomer {
  readonly first: string;
  readonly last: string;
  readonly salutation: 'Frau' | 'Herr';
  readonly mail: string;
  /** Numbers kept free for films and plays. */
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

export const inventCustomer = (chance: Chance, state: string): DemoCustomer => {
  const isWoman = chance.happens(0.45);
  const first = chance.pick(isWoman ? WOMEN : MEN);
  const last = chance.pick(LAST);
  const [postcode = '', ...city] = chance.pick(PLACES[state] ?? ['10115 Berlin']).split(' ');
  const number = String(chance.between(0, 99)).padStart(2, '0');
  return {
    first,
    last,
    salutation: isWoman ? 'Frau' : 'Herr',
    mail: `${inAscii(first)}.${inAscii(last)}${chance.happens(0.3) ? number : ''}@${chance.pick(HOSTS)}`,
    phone: chance.happens(0.7) ? `0171 39200${number}` : null,
    postcode,
    city: city.join(' '),
  };
};

export const fullName = ({ first, last }: DemoCustomer): string => `${first} ${last}`;
