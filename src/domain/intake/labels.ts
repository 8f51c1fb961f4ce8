/**
 * Labels of dealer forms in German and English, lower case, without their decoration (see `labelField`).
 * `other` are labels that belong to a form but to no field: they end a message and are shown as they are.
 * `mailHeader` are lines of a forwarded or quoted mail's head, which are nobody's form.
 */
const LABELS = {
  salutation: 'anrede | salutation | form of address',
  title: 'titel | akademischer titel | academic title',
  first: 'vorname | rufname | first name | firstname | first-name | given name | forename',
  last: 'nachname | familienname | zuname | last name | lastname | last-name | surname | family name',
  full: `
    name | vor- und nachname | vor und nachname | vorname nachname | vorname, nachname |
    vorname und nachname | vorname/nachname | vorname & nachname | name, vorname | nachname, vorname |
    name/vorname | vollständiger name | kundenname | name des interessenten | interessent | kunde |
    absender | full name | fullname | your name | customer name | customer | contact name
  `,
  company: 'firma | firmenname | unternehmen | company | company name | organisation',
  customerNumber: 'kundennummer | kunden-nr | kundennr | customer number | customer no',
  email: `
    e-mail | email | mail | e-mail-adresse | e-mail adresse | email-adresse | email adresse | emailadresse |
    mailadresse | mail-adresse | e-mailadresse | e-mail address | email address | your email | your e-mail |
    kontakt-e-mail
  `,
  phone: `
    telefon | telefonnummer | telefon-nr | telefonnr | tel | tel-nr | fon | rufnummer | festnetz |
    telefon privat | telefon tagsüber | telefon (privat) | telefon geschäftlich | telefon/mobil |
    telefon / mobil | phone | phone number | telephone | telephone number | your phone | daytime phone |
    home phone | work phone
  `,
  mobile: `
    mobil | mobiltelefon | mobilnummer | mobil-nr | mobilfunk | handy | handynummer | mobile |
    mobile phone | mobile number | cell | cell phone
  `,
  fax: 'fax | telefax | faxnummer | fax number',
  preferredContact: `
    kontaktweg | bevorzugter kontaktweg | bevorzugte kontaktaufnahme | gewünschte kontaktaufnahme |
    kontaktaufnahme | kontaktart | kontakt per | preferred contact | preferred contact method |
    contact method
  `,
  callback: `
    rückruf | rückruf gewünscht | rückrufwunsch | rückrufzeit | erreichbarkeit | beste erreichbarkeit |
    callback | call back | best time to call
  `,
  street: `
    straße | strasse | str | straße, hausnummer | strasse, hausnummer | straße, hausnr | straße, nr |
    straße/hausnummer | straße / hausnummer | straße/nr | straße / nr | straße und hausnummer |
    straße hausnummer | straße & hausnummer | straße nr | street | street address | address line 1
  `,
  houseNumber: 'hausnummer | hausnr | haus-nr | nr | house number',
  postalCode: 'plz | postleitzahl | zip | zip code | zipcode | postcode | postal code',
  city: 'ort | stadt | wohnort | city | town',
  postalCodeCity: `
    plz, ort | plz/ort | plz / ort | plz ort | plz und ort | plz & ort | plz - ort | plz, stadt |
    postleitzahl, ort | postleitzahl und ort | postleitzahl/ort | zip, city | postcode, city | zip/city
  `,
  country: 'land | country',
  address: 'adresse | anschrift | address',
  vehicle: `
    fahrzeug | wunschfahrzeug | fahrzeugbezeichnung | fahrzeugtitel | angebot | inserat | fahrzeug-angebot |
    gewünschtes fahrzeug | vehicle | vehicle of interest | car | interessiert an
  `,
  make: 'marke | hersteller | fahrzeugmarke | automarke | fabrikat | make | brand | manufacturer',
  model: 'modell | fahrzeugmodell | modellbezeichnung | wunschmodell | model',
  trim: 'ausstattung | ausstattungslinie | ausführung | variante | version | trim',
  condition: 'zustand | fahrzeugzustand | fahrzeugart | neu/gebraucht | condition',
  vehicleClass: 'fahrzeugklasse | fahrzeugkategorie | vehicle class',
  modelYear: 'modelljahr | baujahr | year | model year',
  firstRegistration: 'erstzulassung | ez | first registration | registration date',
  mileage: 'kilometerstand | km-stand | kmstand | laufleistung | kilometer | mileage | odometer',
  price: 'preis | fahrzeugpreis | verkaufspreis | kaufpreis | angebotspreis | barpreis | price',
  power: 'leistung | motorleistung | power',
  fuel: 'kraftstoff | kraftstoffart | treibstoff | antrieb | antriebsart | fuel | fuel type',
  transmission: 'getriebe | getriebeart | schaltung | transmission | gearbox',
  color: 'farbe | außenfarbe | aussenfarbe | lackierung | color | colour | exterior color',
  body: 'karosserie | karosserieform | aufbau | aufbauart | body | body type | body style',
  vin: `
    fahrgestellnummer | fin | vin | fahrzeug-identifizierungsnummer | fahrzeugidentifikationsnummer |
    fahrgestell-nr
  `,
  licensePlate: `
    kennzeichen | kfz-kennzeichen | amtliches kennzeichen | license plate | registration number
  `,
  internalNumber: `
    interne nummer | interne fahrzeugnummer | fahrzeugnummer | fahrzeug-nr | fahrzeugnr | interne nr |
    bestandsnummer | angebotsnummer | angebotsnr | angebots-nr | wagennummer | stock number | stock no |
    stock
  `,
  listingId: `
    inseratsnummer | inserat-id | inserats-id | anzeigennummer | anzeigen-id | listing id | ad id
  `,
  listingUrl: `
    link | fahrzeuglink | link zum fahrzeug | fahrzeug-url | fahrzeug-link | link zum inserat | inseratslink |
    link zum angebot | listing | vehicle url | vehicle link
  `,
  testDrive: `
    probefahrt | probefahrt gewünscht | probefahrttermin | wunschtermin probefahrt | wunschtermin | termin |
    terminwunsch | test drive | preferred date
  `,
  tradeIn: `
    inzahlungnahme | inzahlungnahme gewünscht | inzahlungnahme erwünscht | inzahlungnahmefahrzeug |
    fahrzeug in zahlung geben | eintauschfahrzeug | trade-in | trade in | part exchange
  `,
  financing: `
    finanzierung | finanzierung gewünscht | finanzierungsanfrage | finanzierungswunsch | financing | finance
  `,
  leasing: 'leasing | leasing gewünscht | leasinganfrage | lease',
  payment: 'zahlungsart | zahlungsweise | zahlung | payment | payment method',
  timeframe: `
    kaufzeitpunkt | geplanter kaufzeitpunkt | anschaffungszeitpunkt | zeitraum | timeframe | purchase time
  `,
  enquiryKind: `
    anfrageart | art der anfrage | anfragetyp | anliegen | grund der anfrage | type of enquiry |
    enquiry type | inquiry type
  `,
  message: `
    nachricht | nachrichtentext | mitteilung | bemerkung | bemerkungen | anmerkung | anmerkungen |
    kommentar | kommentare | anfrage | anfragetext | text | fragen | frage | nachricht des kunden |
    nachricht des interessenten | ihre nachricht an uns | sonstiges | wünsche | weitere informationen |
    message | your message | comment | comments | remarks | enquiry | inquiry | question | questions
  `,
  consent: `
    datenschutz | datenschutzerklärung | datenschutzhinweis | datenschutzhinweise | einwilligung |
    einverständnis | einverständniserklärung | dsgvo | zustimmung | privacy | privacy policy | consent |
    gdpr
  `,
  other: `
    betreff | fahrzeughalter | halter | ansprechpartner | verkäufer | berater | standort | filiale |
    niederlassung | newsletter | quelle | formular | seite | url | website | webseite | homepage |
    referrer | ip | ip-adresse | ip adresse | browser | user agent | user-agent | geburtsdatum | datum |
    uhrzeit | zeit | zeitpunkt | gesendet am | eingegangen am | anfragedatum | anzahl vorbesitzer |
    vorbesitzer | hu | tüv | unfallfrei | hubraum | türen | anzahlung | laufzeit | wunschrate |
    kilometer pro jahr | jahresfahrleistung | subject | date | time | page | page url | remote ip | source |
    form | dealer | händler | händlernummer | autohaus | anfragenummer | anfrage-id | lead-id |
    vorgangsnummer | referenznummer
  `,
  mailHeader: 'von | from | an | to | cc | gesendet | sent | reply-to | antwort an',
};

/** What a label of a form stands for. */
export type LabelField = keyof typeof LABELS;

const FIELDS = new Map<string, LabelField>();
for (const field of Object.keys(LABELS) as LabelField[]) {
  for (const label of LABELS[field].split('|')) FIELDS.set(label.trim(), field);
}

/**
 * What a label as written stands for: "* Ihre E-Mail-Adresse (Pflichtfeld):" -> email. Undefined when it is no
 * label we know.
 */
export function labelField(label: string): LabelField | undefined {
  const plain = plainLabel(label);
  return (
    FIELDS.get(plain) ??
    FIELDS.get(plain.replace(/^(?:ihre?[rn]?|your|kunden?|kontakt|customer|contact|interessenten?)[ -]/, ''))
  );
}

/** The label without numbering, marks of obligation, brackets and end marks; lower case. */
function plainLabel(label: string): string {
  return label
    .toLowerCase()
    .replace(/\((?:pflichtfeld|pflichtangabe|optional|freiwillig|required)\)/g, '')
    .replaceAll(/[_*:\u00a0]+/g, ' ')
    .replace(/^[^\p{L}]+/u, '')
    .replace(/[\s.]+$/, '')
    .replaceAll(/\s+/g, ' ');
}

const TRADE_IN_PREFIX =
  /^(?:inzahlungnahme(?:fahrzeug)?|in zahlung|altfahrzeug|eintauschfahrzeug|ihr fahrzeug|trade-?in)\b[\s:/-]*/i;

/** A label that speaks of the customer's own car: "Inzahlungnahme Marke" -> "Marke"; null when it does not. */
export function tradeInLabel(label: string): string | null {
  const rest = label.replace(TRADE_IN_PREFIX, '');
  return rest === label ? null : rest;
}
