/** The intake desk: what came in and what it was taken for. */
export const intake = {
  class: {
    lead: 'Anfrage',
    reply: 'Antwort vom Kunden',
    duplicate: 'Doppelt',
    alert: 'Newsletter',
    notice: 'Plattform-Hinweis',
    automaticReply: 'Automatische Antwort',
    bounce: 'Unzustellbar-Meldung',
    spam: 'Spam',
    test: 'Testanfrage',
    waiting: 'Noch nicht gelesen',
  },
} as const;
