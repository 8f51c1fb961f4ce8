/** Sources, their lead addresses, and the test enquiry. */
export const sources = {
  title: 'Quellen',
  lead: 'Woher Ihre Anfragen kommen, und wohin jede Quelle sie schickt.',
  leadAddress: 'Leadadresse',
  copyAddressOf: 'Leadadresse von {{name}} kopieren',
  howTo: 'Wo eintragen?',
  lastLead: 'Letzte Anfrage',
  noLeadYet: 'noch keine',
  leads: 'Anfragen',
  silenceLimit: 'Meldung bei Stille',
  silenceDays_one: 'nach {{count}} Tag',
  silenceDays_other: 'nach {{count}} Tagen',
  paused: 'pausiert',
  empty: 'Noch keine Quelle',
  emptyText: 'Beim Einrichten des Autohauses werden die Quellen angelegt.',
  instruction: {
    mobile:
      'Melden Sie sich bei mobile.de mit dem Händlerzugang an und ersetzen Sie die E-Mail-Adresse, an die Kundenanfragen gehen, durch diese Adresse. Gibt es mehrere Standorte, bekommt jeder die passende Adresse.',
    autoscout24:
      'Melden Sie sich bei AutoScout24 mit dem Händlerzugang an und ersetzen Sie die E-Mail-Adresse, an die Kundenanfragen gehen, durch diese Adresse. Wenn Sie wählen können, in welchem Format die Mails kommen, nehmen Sie ADF/XML: Es wird am sichersten gelesen.',
    homepage:
      'Tragen Sie diese Adresse als Empfänger des Kontaktformulars und der Fahrzeuganfragen ein. Wenn eine Agentur Ihre Homepage pflegt, schicken Sie ihr diese Adresse.',
    other:
      'Tragen Sie diese Adresse überall dort als Empfänger ein, wohin diese Quelle Ihre Anfragen schickt. Wenn Sie die Stelle nicht finden, hilft die Händlerbetreuung der Quelle.',
  },
  test: {
    send: 'Testanfrage senden',
    again: 'Noch einmal senden',
    step: {
      arrived: 'angekommen',
      read: 'gelesen',
      lead: 'Anfrage angelegt',
    },
    stepHint: {
      arrived: 'Die Mail ist sicher gespeichert.',
      read: 'Name und Fahrzeug sind erkannt.',
      lead: 'Anfrage Nr. {{number}} steht in der Liste, ihre Uhr läuft.',
    },
    waiting: 'wartet',
    open: 'Anfrage Nr. {{number}} öffnen',
    done: 'Es funktioniert: Aus der Mail ist eine Anfrage geworden.',
    slow: 'Die Mail ist angekommen, aber noch nicht gelesen. Das dauert sonst nur Sekunden. Sie ist sicher gespeichert und wird gelesen, sobald der Eingang wieder arbeitet.',
    failed: 'Die Testanfrage konnte nicht gesendet werden',
  },
} as const;
