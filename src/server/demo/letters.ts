import type { SendMailOptions } from 'nodemailer';
import { MAIL_HOST } from './cast.ts';
import type { Chance } from './chance.ts';
import { type DemoCustomer, fullName, inventCustomer } from './customers.ts';
import { type DemoVehicle, inThousands, titleOf, VEHICLES } from './vehicles.ts';
import { ADVERTISING, questionOf } from './wordings.ts';

/** An enquiry as a mail server would bring it, and what a reader must find in it. */
export interface Letter {
  readonly mail: SendMailOptions;
  /** `vehicle` is null where the mail names none that can be read without guessing. */
  readonly stated: { readonly name: string; readonly vehicle: string | null };
}

/** Advertisers give themselves away by their address; sellers close what comes from there. */
export const ADVERTISER_HOST = 'werbung.example';
const ADVERTISING_SHARE = 0.15;

/** What all shapes of an enquiry say. */
interface Enquirer {
  readonly customer: DemoCustomer;
  readonly vehicle: DemoVehicle;
  readonly question: string;
  readonly chance: Chance;
}

/** An enquiry in the shape its kind of source sends, from a customer near the branch; `ordinal` counts the customers. */
export const writeLetter = (chance: Chance, sourceKind: string, state: string, ordinal: number): Letter => {
  if (sourceKind === 'homepage' && chance.happens(ADVERTISING_SHARE)) return writeAdvertising(chance);
  const customer = inventCustomer(chance, state, ordinal);
  const vehicle = chance.pick(VEHICLES);
  const question = questionOf(chance, vehicle, fullName(customer));
  const write = SHAPES[sourceKind] ?? writeForm;
  return write({ customer, vehicle, question, chance });
};

/** mobile.de tells the vehicle in headers beside the buyer's words. */
const writeMobileDe = ({ customer, vehicle, question, chance }: Enquirer): Letter => {
  const listing = chance.between(300_000_000, 399_999_999);
  return {
    mail: {
      from: { name: 'mobile.de', address: 'noreply@boerse.example' },
      replyTo: { name: fullName(customer), address: customer.mail },
      subject: `Anfrage zu Ihrem Inserat: ${vehicle.make} ${vehicle.model}`,
      headers: {
        'X-MOBILEDE-BUYER-ID': hexOf(chance, 64),
        'X-ADID': `COMA${listing}`,
        'X-Cust-Make_Name': vehicle.make,
        'X-Cust-Model_Description': titleOf(vehicle),
        'X-Cust-Internal_Number': `L-${chance.between(1_000, 9_999)}`,
        'X-Cust-Price_In_Main_Unit': String(vehicle.price),
        'X-Cust-Currency': 'EUR',
        ...(customer.phone && { 'X-Cust-Phone_Number_Display_Number': customer.phone }),
      },
      text: [
        `Inseratsnummer: ${listing}`,
        '',
        `Nachricht: ${question}`,
        '',
        'Nutze bitte die Antwort-Funktion deines Mailprogramms.',
      ].join('\n'),
    },
    stated: { name: fullName(customer), vehicle: titleOf(vehicle) },
  };
};

/** An exchange's form: one label a line, the buyer only in Reply-To. */
const writeForm = ({ customer, vehicle, question, chance }: Enquirer): Letter => ({
  mail: {
    from: { name: 'Fahrzeugbörse', address: 'noreply@boerse.example' },
    replyTo: { name: fullName(customer), address: customer.mail },
    subject: `Neue Anfrage: ${titleOf(vehicle)}`,
    text: [
      'Sie haben eine neue Anfrage erhalten.',
      '',
      `Name: ${fullName(customer)}`,
      `E-Mail: ${customer.mail}`,
      ...(customer.phone ? [`Telefon: ${customer.phone}`] : []),
      `PLZ, Ort: ${customer.postcode} ${customer.city}`,
      `Fahrzeug: ${titleOf(vehicle)}`,
      `Preis: ${inThousands(vehicle.price)} EUR`,
      `Kilometerstand: ${inThousands(vehicle.km)} km`,
      `Angebotsnummer: L-${chance.between(1_000, 9_999)}`,
      `Nachricht: ${question}`,
    ].join('\n'),
  },
  stated: { name: fullName(customer), vehicle: titleOf(vehicle) },
});

/** The homepage's own form, as WordPress sends it. */
const writeHomepage = ({ customer, vehicle, question, chance }: Enquirer): Letter => ({
  mail: {
    from: { name: 'Autohaus Lindenhof', address: `wordpress@${MAIL_HOST}` },
    replyTo: { name: fullName(customer), address: customer.mail },
    subject: `Autohaus Lindenhof "Fahrzeuganfrage"`,
    text: [
      `Von: ${fullName(customer)} <${customer.mail}>`,
      'Betreff: Fahrzeuganfrage',
      ...(customer.phone ? [`Telefon: ${customer.phone}`] : []),
      `Fahrzeug: ${titleOf(vehicle)}`,
      `Probefahrt: ${chance.happens(0.4) ? 'Ja' : 'Nein'}`,
      `Inzahlungnahme gewünscht: ${chance.happens(0.25) ? 'Ja' : 'Nein'}`,
      '',
      'Nachrichtentext:',
      question,
      '',
      '--',
      `Diese E-Mail wurde von einem Kontaktformular von Autohaus Lindenhof (https://www.${MAIL_HOST}) gesendet`,
    ].join('\n'),
  },
  stated: { name: fullName(customer), vehicle: titleOf(vehicle) },
});

/** A letter without any structure: it becomes a lead "bitte prüfen". */
const writePlain = ({ customer, vehicle, question }: Enquirer): Letter => ({
  mail: {
    from: { name: fullName(customer), address: customer.mail },
    subject: `Nachricht zu Ihrer Anzeige "${vehicle.make} ${vehicle.model}"`,
    text: `Hallo,\n\n${question}\n`,
  },
  stated: { name: fullName(customer), vehicle: null },
});

/** ADF, the trade's own XML, as manufacturers and younger exchanges send it. */
const writeAdf = ({ customer, vehicle, question, chance }: Enquirer): Letter => ({
  mail: {
    from: { name: 'Anfragen', address: 'leads@hersteller.example' },
    subject: `Lead ${chance.between(100_000, 999_999)}`,
    text: 'Eine neue Anfrage liegt bei.',
    attachments: [
      { filename: 'lead.xml', contentType: 'application/xml', content: adfOf(customer, vehicle, question) },
    ],
  },
  stated: { name: fullName(customer), vehicle: `${titleOf(vehicle)} ${vehicle.year}` },
});

const adfOf = (
  customer: DemoCustomer,
  vehicle: DemoVehicle,
  question: string,
): string => `<?xml version="1.0" encoding="UTF-8"?>
<?adf version="1.0"?>
<adf>
  <prospect status="new">
    <vehicle interest="buy" status="used">
      <year>${vehicle.year}</year>
      <make>${escapeXml(vehicle.make)}</make>
      <model>${escapeXml(vehicle.model)}</model>
      <trim>${escapeXml(vehicle.trim)}</trim>
      <odometer units="km">${vehicle.km}</odometer>
      <price type="asking" currency="EUR">${vehicle.price}</price>
    </vehicle>
    <customer>
      <contact>
        <name part="first">${escapeXml(customer.first)}</name>
        <name part="last">${escapeXml(customer.last)}</name>
        <email>${customer.mail}</email>
${customer.phone ? `        <phone type="cellphone">${customer.phone}</phone>\n` : ''}        <address>
          <city>${escapeXml(customer.city)}</city>
          <postalcode>${customer.postcode}</postalcode>
          <country>DE</country>
        </address>
      </contact>
      <comments>${escapeXml(question)}</comments>
    </customer>
    <vendor><vendorname>Autohaus Lindenhof</vendorname></vendor>
  </prospect>
</adf>
`;

const writeAdvertising = (chance: Chance): Letter => {
  const { subject, text } = chance.pick(ADVERTISING);
  const name = 'Vertrieb';
  return {
    mail: { from: { name, address: `vertrieb@${ADVERTISER_HOST}` }, subject, text },
    stated: { name, vehicle: null },
  };
};

const SHAPES: Readonly<Record<string, (enquirer: Enquirer) => Letter>> = {
  'mobile.de': writeMobileDe,
  autoscout24: writeForm,
  homepage: writeHomepage,
  kleinanzeigen: writePlain,
  manufacturer: writeAdf,
  heycar: writeAdf,
};

const hexOf = (chance: Chance, length: number): string =>
  Array.from({ length }, () => chance.between(0, 15).toString(16)).join('');

const escapeXml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
