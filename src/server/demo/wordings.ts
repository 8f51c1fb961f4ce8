import type { Chance } from './chance.ts';
import { type DemoVehicle, inThousands, titleOf } from './vehicles.ts';

type Wordings = readonly string[];

/** What customers write; {auto}, {modell}, {preis}, {km} and {jahr} are those of the vehicle. */
const QUESTIONS: Wordings = [
  'Ist der {modell} noch verfügbar? Ich könnte am Samstag vorbeikommen und ihn ansehen.',
  'Guten Tag, ich interessiere mich für den {auto}. Wäre eine Probefahrt noch in dieser Woche möglich?',
  'Hallo, was ist bei Barzahlung Ihr letzter Preis für den {modell}? {preis} Euro liegen leider knapp über meinem Budget.',
  'Ich würde meinen Golf VII (2015, 142.000 km) gern in Zahlung geben. Was könnten Sie mir dafür ungefähr anrechnen?',
  'Bitte senden Sie mir ein Finanzierungsangebot: 4.000 Euro Anzahlung, 48 Monate, 15.000 km im Jahr.',
  'Hat der {modell} eine Anhängerkupplung, oder lässt sich eine nachrüsten? Wir ziehen einen kleinen Wohnwagen.',
  'Gibt es für das Fahrzeug ein lückenloses Scheckheft, und wie viele Vorbesitzer hatte es?',
  'Wir suchen für unsere Tochter ein erstes Auto. Sind beim {modell} Winterreifen dabei, und wann ist der nächste TÜV fällig?',
  'Guten Abend, ist der Preis von {preis} Euro noch verhandelbar? Ich hole ihn auch kurzfristig ab.',
  'Können Sie mir ein paar Fotos vom Innenraum schicken? Mich interessiert vor allem der Zustand der Sitze.',
  'Ich brauche den Wagen bis Ende des Monats. Klappt eine Zulassung durch Sie bis dahin?',
  'Ist der {auto} unfallfrei? In der Anzeige steht dazu leider nichts.',
  'Liefern Sie auch nach Hause? Ich wohne etwa 200 km entfernt und würde nach einer Videobesichtigung kaufen.',
  'Wie hoch wäre die monatliche Leasingrate für ein Gewerbe bei 36 Monaten und 20.000 km pro Jahr?',
  'Hallo! Welche Reichweite schafft der {modell} im Winter wirklich? Ich pendle täglich 90 km.',
  'Wir sind eine Familie mit drei Kindern. Passen im {modell} drei Kindersitze nebeneinander auf die Rückbank?',
  'Ich habe den {modell} mit {km} km gesehen. Wurde der Zahnriemen schon gewechselt?',
  'Bitte rufen Sie mich heute nach 17 Uhr zurück, tagsüber bin ich auf der Baustelle schlecht zu erreichen.',
  'Bekomme ich auf das Baujahr {jahr} noch eine Garantie, und kann man sie verlängern?',
  'Ich war letzte Woche bei Ihnen im Haus und habe den {modell} stehen sehen. Können Sie ihn bis Freitag reservieren?',
  'Haben Sie den {auto} auch noch in einer anderen Farbe? Weiß wäre uns am liebsten.',
  'Wäre am Donnerstag gegen 16 Uhr jemand da, der mir den Wagen zeigen kann? Ich komme direkt von der Arbeit.',
  'Mein Leasingvertrag endet in zwei Monaten. Was können Sie mir für den {modell} anbieten?',
  'Hat das Fahrzeug Apple CarPlay und eine Rückfahrkamera? Danke im Voraus für eine kurze Rückmeldung.',
];

const GREETINGS: Wordings = [
  '',
  '',
  'Viele Grüße',
  'Mit freundlichen Grüßen',
  'Danke und schöne Grüße',
  'LG',
];

/** What nobody asked for; it becomes a lead all the same, and somebody closes it. */
export const ADVERTISING: readonly { readonly subject: string; readonly text: string }[] = [
  {
    subject: 'Mehr Besucher für Ihre Internetseite',
    text: 'Guten Tag,\n\nwir bringen Ihr Autohaus in den Suchmaschinen auf Seite eins. Ein erstes Gespräch kostet Sie nichts.\n\nIhr Team von Sichtbar',
  },
  {
    subject: 'Hallenreinigung zum Festpreis',
    text: 'Sehr geehrte Damen und Herren,\n\nwir reinigen Werkstätten und Verkaufsräume zum Festpreis, auch am Wochenende. Dürfen wir Ihnen ein Angebot machen?\n\nGlanz & Partner',
  },
];

/** What customers write once they have been answered. */
const REPLIES: Wordings = [
  'Vielen Dank für die schnelle Antwort. Donnerstag um 16 Uhr passt mir gut, ich bringe die Unterlagen mit.',
  'Danke! Könnten Sie mir das bitte noch mit 60 Monaten Laufzeit rechnen?',
  'Das klingt gut. Ist der Wagen bis zum Wochenende reserviert, wenn ich jetzt zusage?',
  'Danke für die Auskunft. Eine Frage noch: Sind die Winterreifen auf Alufelgen?',
  'Ich habe es mir überlegt und möchte gern vorbeikommen. Wann haben Sie am Samstag geöffnet?',
  'Haben Sie meine Fotos vom Altwagen bekommen? Ich bin auf Ihr Angebot gespannt.',
];

/** How sellers answer. */
const ANSWERS: Wordings = [
  'vielen Dank für Ihr Interesse am {auto}. Der Wagen steht bei uns und ist noch frei. Möchten Sie ihn sich ansehen? Ich halte Ihnen gern einen Termin frei.',
  'schön, dass Sie sich für den {auto} interessieren. Eine Probefahrt können wir gern einrichten; nennen Sie mir einfach zwei Termine, die Ihnen passen.',
  'gern mache ich Ihnen zum {auto} ein Angebot. Damit es genau passt: Wie viele Kilometer fahren Sie im Jahr, und möchten Sie etwas anzahlen?',
  'danke für Ihre Anfrage zum {auto}. Für Ihren jetzigen Wagen brauche ich noch Kilometerstand, Erstzulassung und ein paar Fotos, dann rechne ich Ihnen den Ankauf gleich mit ein.',
  'der {auto} ist unfallfrei und scheckheftgepflegt. Den Bericht hänge ich Ihnen gern an, sobald wir telefoniert haben. Wann erreiche ich Sie am besten?',
];
/** When the enquiry named no vehicle. */
const PLAIN_ANSWER =
  'vielen Dank für Ihre Nachricht. Damit ich Ihnen gleich das Richtige anbieten kann: Um welches unserer Fahrzeuge geht es Ihnen?';

const CALLS: Wordings = [
  'Termin zur Probefahrt vereinbart.',
  'Möchte noch eine Nacht darüber schlafen.',
  'Wartet auf unser Finanzierungsangebot.',
  'Vergleicht noch mit einem anderen Händler.',
  'Kommt am Samstag mit dem Partner vorbei.',
  'Altwagen wird nächste Woche bewertet.',
];
const MISSED_CALLS: Wordings = [
  'Mailbox, um Rückruf gebeten.',
  'Nicht erreicht.',
  'Besetzt, später noch einmal.',
];
const CONTROLLER_NOTES: Wordings = [
  'Bitte heute noch anrufen, der Kunde wartet schon zu lange.',
  'Wer kümmert sich? Das ist ein guter Interessent.',
  'Hat das mit der Übergabe zu tun? Bitte kurz Bescheid geben.',
];
const DISPATCHER_NOTES: Wordings = [
  'Stammkunde, bitte persönlich anrufen.',
  'Hat schon einmal bei uns gekauft.',
];

export const questionOf = (chance: Chance, vehicle: DemoVehicle, name: string): string => {
  const greeting = chance.pick(GREETINGS);
  return [fill(chance.pick(QUESTIONS), vehicle), ...(greeting ? [`${greeting}\n${name}`] : [])].join('\n\n');
};

export const replyOf = (chance: Chance): string => chance.pick(REPLIES);

/** `vehicle` as the lead shows it, null when it names none. */
export const answerOf = (
  chance: Chance,
  customer: string | null,
  vehicle: string | null,
  seller: string,
): string => {
  const body = vehicle === null ? PLAIN_ANSWER : chance.pick(ANSWERS).replaceAll('{auto}', vehicle);
  return `Guten Tag${customer ? ` ${customer}` : ''},\n\n${body}\n\nMit freundlichen Grüßen\n${seller}`;
};

export const callNoteOf = (chance: Chance, reached: boolean): string =>
  chance.pick(reached ? CALLS : MISSED_CALLS);
export const controllerNoteOf = (chance: Chance): string => chance.pick(CONTROLLER_NOTES);
export const dispatcherNoteOf = (chance: Chance): string => chance.pick(DISPATCHER_NOTES);

const fill = (text: string, vehicle: DemoVehicle): string =>
  text
    .replaceAll('{auto}', titleOf(vehicle))
    .replaceAll('{modell}', vehicle.model)
    .replaceAll('{preis}', inThousands(vehicle.price))
    .replaceAll('{km}', inThousands(vehicle.km))
    .replaceAll('{jahr}', String(vehicle.year));
