/** Pages of those who run the installation. */
export const operator = {
  title: 'Autohäuser',
  lead: 'Alle Autohäuser dieser Installation.',
  setUp: 'Autohaus einrichten',
  setUpLead: 'Öffnungszeiten und Quellen beginnen mit den üblichen Vorgaben. Der Verwalter passt sie an.',
  admin: 'Erster Verwalter',
  adminHint: 'Geben Sie das Passwort persönlich weiter.',
  column: { name: 'Autohaus', since: 'Eingerichtet', accounts: 'Zugänge', openLeads: 'Offene Anfragen' },
  empty: 'Noch kein Autohaus',
  emptyText: 'Richten Sie das erste Autohaus ein.',
  done: '{{name}} ist eingerichtet',
  doneText: 'Diese Leadadressen gehören zum Autohaus:',
  close: 'Fertig',
  enter: 'Betreten',
  enterOf: '{{name}} betreten',
  enterHint:
    'Sie arbeiten dann bis zu vier Stunden mit den Rechten eines Verwalters. Das Autohaus sieht Ihren Namen, den Grund und jede Änderung.',
  reason: 'Grund',
  reasonMissing: 'Bitte nennen Sie den Grund, zum Beispiel die Bitte des Autohauses.',
} as const;
