/** Leads of Facebook and Instagram. */
export const meta = {
  title: 'Facebook und Instagram',
  titleOf: 'Facebook und Instagram: {{name}}',
  intro:
    'Anfragen aus Lead-Formularen bei Facebook und Instagram (Meta Lead Ads) werden von selbst abgeholt.',
  setUp: 'Mit Meta verbinden',
  change: 'Verbindung ändern',
  remove: 'Trennen',
  removeQuestion:
    'Danach werden keine Anfragen von Facebook und Instagram mehr angenommen. Was da ist, bleibt. Trennen?',
  removed: 'Die Verbindung zu Meta ist getrennt.',
  saved: 'Gespeichert. Was wartet, wird jetzt abgeholt.',
  lastFetched: 'Zuletzt abgeholt',
  nothingYet: 'noch nichts',
  waiting: 'Noch abzuholen',
  pages_one: 'Seite',
  pages_other: 'Seiten',
  since: 'Seit',
  nextTry: 'Nächster Versuch:',
  said: 'Meldung: {{detail}}',
  failure: {
    accessExpired: {
      what: 'Der Zugriff auf Meta ist abgelaufen',
      todo: 'Tragen Sie ein neues Seiten-Zugriffstoken ein. Anfragen stehen bis dahin mit „bitte prüfen“ in der Liste, mit dem Weg ins Lead-Center von Meta; danach werden sie ergänzt.',
    },
    notAllowed: {
      what: 'Meta gibt die Anfragen nicht heraus',
      todo: 'Dem Token fehlt ein Recht (leads_retrieval, pages_manage_ads), oder der Leads-Zugriffsmanager der Seite lässt die App nicht zu.',
    },
    limited: {
      what: 'Meta nimmt gerade keine weiteren Abrufe an',
      todo: 'Sie müssen nichts tun: Es geht von selbst weiter, sobald Meta wieder antwortet.',
    },
    unreachable: {
      what: 'Meta ist nicht erreichbar',
      todo: 'Sie müssen nichts tun: Es wird immer wieder versucht. Anfragen, die länger als fünf Minuten fehlen, stehen mit „bitte prüfen“ in der Liste.',
    },
  },
  banner: {
    title: 'Anfragen der Quelle {{source}} können seit {{since}} nicht bei Meta abgerufen werden',
    body: 'Die Anfragen stehen mit „bitte prüfen“ in der Liste und werden ergänzt, sobald es wieder geht.',
    see: 'Zur Quelle',
  },
  review: {
    noText: 'Was der Interessent geschrieben hat, liegt noch bei Meta.',
    what: 'Diese Anfrage kam über ein Formular bei Facebook oder Instagram. Die Angaben konnten bei Meta noch nicht abgerufen werden; sobald es gelingt, stehen sie hier.',
    where: 'Bis dahin finden Sie die Anfrage mit der Lead-ID {{leadId}} im',
    centre: 'Lead-Center der Meta Business Suite',
  },
  fromMeta: '1. Aus Ihrer App bei Meta',
  atMeta: '2. Bei Meta eintragen',
  field: {
    pageIds: 'Seiten-IDs',
    pageIdsHint: 'Die Nummern Ihrer Facebook-Seiten, mehrere durch Komma getrennt.',
    pageIdsWrong: 'Bitte die Nummer mindestens einer Seite, nur Ziffern.',
    appSecret: 'App-Geheimcode',
    appSecretHint: 'In der App unter „App-Einstellungen“, „Allgemeines“.',
    pageToken: 'Seiten-Zugriffstoken',
    pageTokenHint: 'Am besten das eines Systemnutzers der Business Suite: Es läuft nicht ab.',
    secretStays: 'Leer lassen, um den gespeicherten Wert zu behalten.',
    missing: 'Bitte eintragen.',
  },
  callback: 'Callback-URL',
  copyCallback: 'Callback-URL kopieren',
  verifyToken: 'Verifizierungstoken',
  copyVerifyToken: 'Verifizierungstoken kopieren',
  callbackHint:
    'In der App unter „Webhooks“ das Objekt „Page“ wählen, beides eintragen und das Feld „leadgen“ abonnieren. Danach die Seite mit der App verbinden.',
};
