import { type LabelField, LABELS } from './label-words.ts';

const FIELDS = new Map<string, LabelField>();
for (const field of Object.keys(LABELS) as LabelField[]) {
  for (const label of LABELS[field].split('|').map((one) => one.trim())) {
    // Of two fields with the same label the first one keeps it.
    for (const spelling of [label, withoutUmlauts(label)].map(keyOf))
      if (!FIELDS.has(spelling)) FIELDS.set(spelling, field);
  }
}

/** "E-Mail Adresse", "Tel.-Nr.", "PLZ / Ort": how a label is put together says nothing about what it stands for. */
function keyOf(label: string): string {
  return label.replaceAll(/[\s.\p{Pd}\p{Cf}]+/gu, '');
}

/** "Rückruf" -> "rueckruf", "prénom" -> "prenom": as forms write that trust no charset. */
function withoutUmlauts(label: string): string {
  const german = { ä: 'ae', ö: 'oe', ü: 'ue', ß: 'ss' } as const;
  return label
    .replaceAll(/[äöüß]/g, (letter) => german[letter as keyof typeof german])
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '');
}

/**
 * What a label as written stands for: "* Ihre E-Mail-Adresse (Pflichtfeld):" -> email. Undefined when it is no
 * label we know.
 */
export function labelField(label: string): LabelField | undefined {
  if (label.length > MOST_CHARS) return undefined;
  const known = LOOKED_UP.get(label);
  if (known !== undefined) return known ?? undefined;
  const plain = plainLabel(label);
  const field = fieldOf(plain) ?? fieldOf(withoutRemark(plain));
  if (LOOKED_UP.size >= MOST_LOOKED_UP) LOOKED_UP.clear();
  LOOKED_UP.set(label, field ?? null);
  return field;
}

/** The longest label with the longest remark behind it. */
const MOST_CHARS = 150;

/** Every line of a mail is asked for several times, and a homepage writes the same labels into every mail; null: no label. */
const LOOKED_UP = new Map<string, LabelField | null>();
const MOST_LOOKED_UP = 5000;

/** Labels that say when an enquiry was made; where many stand in one table, it is their instant. */
const SUBMITTED = new Set(
  `eingang | eingegangen am | eingegangen | eingangsdatum | anfragedatum | datum der anfrage | gesendet am | gesendet |
   datum | datum/uhrzeit | datum und uhrzeit | zeitpunkt | zeitstempel | erstellt am | erstellt | erstelldatum |
   date | date submitted | submitted at | created at | created on | created | received at | received | sent | timestamp |
   date de la demande | date de création | data | data richiesta | datum aanvraag`
    .split('|')
    .map((label) => label.trim()),
);

/** Whether a column says when its enquiries were made. */
export function isSubmittedLabel(label: string): boolean {
  return SUBMITTED.has(plainLabel(label));
}

function fieldOf(plain: string): LabelField | undefined {
  const field =
    FIELDS.get(keyOf(plain)) ?? fieldWithout(plain, OF_CUSTOMER) ?? fieldWithout(plain, THE_CUSTOMERS);
  if (field) return field;
  const reach = fieldWithout(plain, REACHED_WHERE) ?? fieldWithout(plain, REACHED_WHO);
  if (reach === 'phone' || reach === 'mobile' || reach === 'email') return reach;
  const ofVehicle = fieldWithout(plain, OF_VEHICLE);
  return isOfVehicle(ofVehicle) ? ofVehicle : undefined;
}

/** What a label stands for without a part that says whose it is. */
function fieldWithout(plain: string, part: RegExp): LabelField | undefined {
  const rest = plain.replace(part, '');
  return rest === plain ? undefined : FIELDS.get(keyOf(rest));
}

/** Whether a field is one of a vehicle's data beside its name. */
export function isOfVehicle(field: LabelField | undefined): boolean {
  return field !== undefined && VEHICLE_FIELDS.includes(field);
}

/** What a label may say of a vehicle beside its name: "Fahrzeug-Modell", "vehicle_make". */
const VEHICLE_FIELDS: readonly LabelField[] = [
  'make',
  'model',
  'trim',
  'modelYear',
  'firstRegistration',
  'mileage',
  'price',
  'power',
  'fuel',
  'transmission',
  'color',
  'body',
  'vin',
  'internalNumber',
  'listingUrl',
];

/** "Tel. tagsüber", "E-Mail (geschäftlich)", "Telefon 2". */
const REACHED_WHERE =
  /[ (-]+(?:privat|tagsüber|tagsueber|abends|gesch(?:äftl|aeftl)?(?:ich)?|dienstlich|beruflich|büro|[12])\)?$/;

/** "Kundentelefon". */
const REACHED_WHO = /^(?:kunden|interessenten)/;

const OF_VEHICLE = /^(?:fahrzeug|kfz|pkw|vehicle|car)[ -]/;

const OF_CUSTOMER =
  /^(?:ihre?[rn]?|deine?|your|kunden?|kontakt|customer|contact|interessenten?|votre|vos|uw|(?:il|la) (?:tuo|tua|suo|sua))[ -]/;

/** "E-Mail des Interessenten", "Bemerkung Kunde". */
const THE_CUSTOMERS =
  / (?:(?:des|der) (?:kunden|kundin|interessenten|interessentin|käufers|anfragenden|absenders)|kunde|interessent|käufer)$/;

/** "telefon (für rückfragen)" -> "telefon", unless the remark says that it is somebody else's. */
function withoutRemark(plain: string): string {
  const [whole, remark = ''] = /\s?\(([^()]{1,50})\)$/.exec(plain) ?? [''];
  return SOMEBODY_ELSE.test(remark) ? plain : plain.slice(0, plain.length - whole.length);
}

const SOMEBODY_ELSE =
  /händler|haendler|verkäufer|verkaeufer|berater|autohaus|filiale|halter|arbeitgeber|partner|dealer|seller/;

/** The label without numbering, marks of obligation, brackets and end marks; lower case. */
function plainLabel(label: string): string {
  return label
    .normalize('NFC')
    .toLowerCase()
    .replaceAll('’', "'")
    .replace(
      /\((?:pflichtfeld|pflichtangabe|optional|freiwillig|required|obligatoire|facultatif|obbligatorio|verplicht|ja\/nein|j\/n|yes\/no)\)/g,
      '',
    )
    .replaceAll(/[_*:\u00a0]+/g, ' ')
    .replace(/^[^\p{L}]+/u, '')
    .replace(/[\s.?]+$/, '')
    .replaceAll(/\s+/g, ' ');
}

const OWN =
  '(?:ihr|mein)(?:es|em)? ?(?:aktuelles|jetziges|derzeitiges|vorhandenes|bisheriges|altes|eigenes|jetzigen|aktuellen)?';
const OWN_PREFIX = new RegExp(
  `^(?:(?:angaben|daten|informationen) (?:zur|zum|zu) )?(?:inzahlungnahme[ -]?(?:fahrzeug|wagen)?|in zahlung|altfahrzeug|altwagen|eintauschfahrzeug|gebrauchtwagen zur inzahlungnahme|(?:${OWN} |aktuelles |derzeitiges |vorhandenes |jetziges )(?:fahrzeugs?|autos?|pkws?|wagens?|gebrauchtwagens?)|trade-?in|inruilauto)(?![\\p{L}])[\\s:/-]*`,
  'iu',
);
const OWN_SUFFIX =
  /[\s:/-]*(?:\((?:inzahlungnahme|in zahlung|altfahrzeug|trade-?in|inruilauto|ihr fahrzeug)\)|(?:inzahlungnahmefahrzeug|inzahlungnahme|altfahrzeug|inruilauto|ihres (?:\p{L}{4,12} )?(?:fahrzeugs|autos|wagens|pkws?)|(?:des|der) (?:inzahlungnahmefahrzeugs|inzahlungnahme|altfahrzeugs|altwagens)))$/iu;

/** A label that speaks of the customer's own car: "Inzahlungnahme Marke" -> "Marke"; null when it does not. */
export function tradeInLabel(label: string): string | null {
  const rest = label.replace(OWN_PREFIX, '').replace(OWN_SUFFIX, '');
  return rest === label ? null : rest;
}

/** Labels of a signature prove no form, and say nothing of the customer below one. */
export function isOfSignature(field: LabelField | undefined): boolean {
  return field === undefined || SIGNATURE_FIELDS.includes(field);
}

const SIGNATURE_FIELDS: readonly LabelField[] = [
  'email',
  'phone',
  'mobile',
  'fax',
  'address',
  'street',
  'postalCodeCity',
  'city',
  'postalCode',
  'country',
  'other',
  'mailHeader',
];
