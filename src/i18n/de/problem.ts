/** What went wrong and what to do, by the stable code of the server's answer. */
export const problem = {
  badInput: 'Einige Angaben passen nicht. Bitte prüfen Sie die Eingabe.',
  notSignedIn: 'Ihre Anmeldung ist abgelaufen. Bitte melden Sie sich neu an.',
  notAllowed: 'Dafür fehlt Ihnen die Berechtigung. Ihr Verwalter kann sie erteilen.',
  notFound: 'Das gibt es hier nicht (mehr), oder Sie dürfen es nicht sehen.',
  alreadyTaken: '{{name}} war schneller und bearbeitet diese Anfrage schon.',
  leadClosed: 'Diese Anfrage ist geschlossen. Öffnen Sie sie erst wieder.',
  leadNotClosed: 'Diese Anfrage ist nicht geschlossen.',
  sameLead: 'Eine Anfrage lässt sich nicht mit sich selbst zusammenführen.',
  noMailAddress:
    'Zu diesem Interessenten gibt es keine E-Mail-Adresse. Rufen Sie an, oder notieren Sie den Kontakt.',
  addressUnreachable:
    'An dieser Adresse kam eine Mail nicht an. Bestätigen Sie, dass Sie trotzdem senden wollen, oder rufen Sie an.',
  attachmentsTooLarge: 'Zu viele oder zu große Anhänge: höchstens 10 Dateien mit zusammen 10 MB.',
  attachmentEmpty: 'Eine der angehängten Dateien ist leer.',
  attachmentRisky:
    'Programme, Skripte, Webseiten und Archive können Sie nicht anhängen. Mailserver würden die ganze Mail ablehnen.',
  changedMeanwhile: 'Das wurde inzwischen von jemand anderem geändert. Bitte sehen Sie den neuen Stand an.',
  alreadySetUp: 'Diese Installation ist schon eingerichtet. Bitte melden Sie sich an.',
  wrongSetupCode: 'Der Einrichtungscode stimmt nicht. Er steht in der Konsole, in der Leadwacht läuft.',
  mailInUse: 'Für diese E-Mail-Adresse gibt es schon einen Zugang.',
  passwordTooShort: 'Das Passwort ist zu kurz: mindestens 10 Zeichen.',
  passwordGuessable:
    'Dieses Passwort gehört zu den ersten, die ausprobiert werden. Bitte wählen Sie ein anderes.',
  wrongPassword: 'Das bisherige Passwort stimmt nicht.',
  wrongCode: 'Der Code stimmt nicht, wurde schon benutzt oder ist abgelaufen.',
  secondFactorNeeded:
    'Ihr Autohaus verlangt für Ihre Rolle eine zweite Bestätigung. Richten Sie sie zuerst unter „Mein Zugang“ ein.',
  linkExpired: 'Der Link gilt nicht mehr. Fordern Sie einen neuen an.',
  invitationExpired: 'Diese Einladung gilt nicht mehr. Bitten Sie Ihren Verwalter um eine neue.',
  absenceEndsBeforeStart: 'Der letzte Tag liegt vor dem ersten.',
  ownSubstitute: 'Niemand kann sich selbst vertreten.',
  absencesOverlap: 'Für diese Tage ist schon eine Abwesenheit eingetragen.',
  substituteLoop: 'Die Vertretungen würden sich im Kreis vertreten. Bitte wählen Sie jemand anderen.',
  policyRefused: 'Diese Eskalationszeiten passen nicht zusammen.',
  calendarRefused: 'Diese Öffnungszeiten ergeben in den nächsten 400 Tagen keine Öffnung.',
  distributionRefused: 'Eine Regel der Verteilung ist unvollständig oder widersprüchlich.',
  tooManyRequests: 'Zu viele Versuche. Bitte warten Sie einen Augenblick.',
  wrongSecret: 'Der Schlüssel passt zu keiner Quelle.',
  secretsOverlap: 'Die Quelle hat schon zwei Schlüssel. Beenden Sie zuerst einen davon.',
  unknownPage: 'Die Seite bei Facebook ist bei dieser Quelle nicht eingetragen.',
  noEnquiry: 'Daraus lässt sich keine Anfrage machen.',
  keyReused: 'Dieselbe Kennung des Aufrufs kam mit anderem Inhalt.',
  importEmpty: 'Die Datei ist leer.',
  importTooLarge: 'Die Datei ist größer als 100 MB. Teilen Sie sie in kleinere auf.',
  importUnknown:
    'Das ist weder eine .eml- noch eine mbox- noch eine CSV-Datei. Speichern Sie eine Excel-Tabelle als CSV, und entpacken Sie Archive.',
  companySignInOnly: 'Ihr Autohaus meldet sich mit Firmenkonten an. Wählen Sie „Mit Firmenkonto anmelden“.',
  noCompanySignIn:
    'Für diese Adresse gibt es keine Anmeldung mit Firmenkonto. Melden Sie sich mit Ihrem Passwort an.',
  providerAway:
    'Der Anmeldedienst Ihres Autohauses antwortet nicht. Versuchen Sie es in ein paar Minuten noch einmal.',
  wrongSignIn: 'E-Mail-Adresse oder Passwort stimmt nicht.',
  unavailable: 'Leadwacht ist gerade nicht erreichbar. Es wird weiter versucht; bitte gleich noch einmal.',
  internal: 'Auf dem Server ist ein Fehler aufgetreten. Bitte versuchen Sie es noch einmal.',
} as const;
