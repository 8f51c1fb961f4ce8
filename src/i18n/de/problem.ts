/** What went wrong and what to do, by the stable code of the server's answer. */
export const problem = {
  badInput: 'Einige Angaben passen nicht. Bitte prüfen Sie die Eingabe.',
  notSignedIn: 'Ihre Anmeldung ist abgelaufen. Bitte melden Sie sich neu an.',
  notAllowed: 'Dafür fehlt Ihnen die Berechtigung. Ihr Verwalter kann sie erteilen.',
  notFound: 'Das gibt es hier nicht (mehr), oder Sie dürfen es nicht sehen.',
  alreadyTaken: 'Jemand war schneller: Diese Anfrage hat schon einen Bearbeiter.',
  leadClosed: 'Diese Anfrage ist geschlossen. Öffnen Sie sie erst wieder.',
  leadNotClosed: 'Diese Anfrage ist nicht geschlossen.',
  noMailAddress:
    'Zu diesem Interessenten gibt es keine E-Mail-Adresse. Rufen Sie an, oder notieren Sie den Kontakt.',
  changedMeanwhile: 'Das wurde inzwischen von jemand anderem geändert. Bitte sehen Sie den neuen Stand an.',
  alreadySetUp: 'Diese Installation ist schon eingerichtet. Bitte melden Sie sich an.',
  wrongSetupCode: 'Der Einrichtungscode stimmt nicht. Er steht in der Konsole, in der Leadwacht läuft.',
  mailInUse: 'Für diese E-Mail-Adresse gibt es schon einen Zugang.',
  passwordTooShort: 'Das Passwort ist zu kurz: mindestens 10 Zeichen.',
  invitationExpired: 'Diese Einladung gilt nicht mehr. Bitten Sie Ihren Verwalter um eine neue.',
  policyRefused: 'Diese Eskalationszeiten passen nicht zusammen.',
  calendarRefused: 'Diese Öffnungszeiten ergeben in den nächsten 400 Tagen keine Öffnung.',
  tooManyRequests: 'Zu viele Versuche. Bitte warten Sie einen Augenblick.',
  wrongSignIn: 'E-Mail-Adresse oder Passwort stimmt nicht.',
  unavailable: 'Leadwacht ist gerade nicht erreichbar. Es wird weiter versucht; bitte gleich noch einmal.',
  internal: 'Auf dem Server ist ein Fehler aufgetreten. Bitte versuchen Sie es noch einmal.',
} as const;
