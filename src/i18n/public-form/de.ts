/** The page a customer sees: apart from the web app's texts, as it is made on the server. */
export const de = {
  title: 'Anfrage an {{name}}',
  intro: 'Wir melden uns so bald wie möglich bei Ihnen.',
  optional: 'freiwillig',
  /** Of mail and telephone one is needed. */
  either: { mail: 'oder Telefon – eines von beiden brauchen wir', phone: 'oder E-Mail-Adresse' },
  label: {
    name: 'Name',
    mail: 'E-Mail-Adresse',
    phone: 'Telefon',
    vehicle: 'Fahrzeug',
    message: 'Ihre Nachricht',
    contact: 'Wie erreichen wir Sie am besten?',
    consent: 'Einwilligung',
  },
  contact: { any: 'Egal', mail: 'Per E-Mail', phone: 'Telefonisch' },
  send: 'Anfrage senden',
  error: {
    missing: 'Bitte füllen Sie dieses Feld aus.',
    notMail: 'Das ist keine vollständige E-Mail-Adresse, zum Beispiel name@beispiel.de.',
    notPhone: 'Das ist keine vollständige Telefonnummer.',
    tooLong: 'Das ist zu lang. Bitte kürzen Sie den Text.',
    reach: 'Bitte geben Sie eine E-Mail-Adresse oder eine Telefonnummer an, damit wir antworten können.',
  },
  check: 'Bitte prüfen Sie Ihre Angaben. Es ist noch nichts gesendet.',
  confirm:
    'Einen Moment bitte: Sind Sie ein Mensch? Dann senden Sie die Anfrage bitte noch einmal ab. Ihre Angaben sind erhalten.',
  away: 'Ihre Anfrage konnte gerade nicht gespeichert werden. Ihre Angaben stehen noch hier: Bitte senden Sie sie in einer Minute noch einmal.',
  tooMany:
    'Es kamen gerade sehr viele Anfragen. Ihre Angaben stehen noch hier: Bitte senden Sie sie in einer Minute noch einmal.',
  thanks: 'Vielen Dank!',
  thanksText: 'Ihre Anfrage ist bei {{name}} angekommen.',
  off: 'Dieses Formular nimmt keine Anfragen mehr an',
  offText: 'Bitte wenden Sie sich direkt an {{name}}.',
  unknown: 'Dieses Formular gibt es nicht',
  unknownText: 'Bitte prüfen Sie die Adresse.',
  failed: 'Das hat nicht geklappt',
  failedText:
    'Die Anfrage war zu groß oder unvollständig. Gehen Sie im Browser einen Schritt zurück; Ihre Angaben stehen dort noch.',
  hidden: 'Bitte leer lassen',
} as const;
