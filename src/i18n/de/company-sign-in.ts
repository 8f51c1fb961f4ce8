/** Sign-in with the accounts of a group (OpenID Connect). */
export const companySignIn = {
  title: 'Anmeldung mit Firmenkonten',
  lead: 'Ihre Gruppe hat schon Konten, zum Beispiel bei Microsoft Entra, Google Workspace oder Keycloak? Dann braucht hier niemand ein eigenes Passwort (OpenID Connect).',
  setUp: 'Einrichten',
  change: 'Ändern',
  remove: 'Entfernen',
  removeText:
    'Wer mit einem Firmenkonto angemeldet ist, wird abgemeldet. Alle melden sich wieder mit ihrem Passwort an.',
  removed: 'Anmeldung mit Firmenkonten entfernt.',
  saved: 'Gespeichert. Der Anmeldedienst hat geantwortet.',
  on: 'Eingerichtet: {{name}}',
  onlyWay: 'Firmenkonten sind der einzige Weg; nur Verwalter können sich im Notfall mit Passwort anmelden.',
  bothWays: 'Das Passwort bleibt ein zweiter Weg.',
  startLink: 'Direkter Link zur Anmeldung, zum Beispiel für Ihr Intranet',
  copyStartLink: 'Link zur Anmeldung kopieren',
  atProvider: 'Das tragen Sie beim Anmeldedienst ein',
  redirectUri: 'Umleitungs-URI (Redirect URI)',
  copyRedirectUri: 'Umleitungs-URI kopieren',
  redirectHint: 'Legen Sie dort eine Web-Anwendung an, mit den Berechtigungen „openid“ und „email“.',
  fromProvider: 'Das bekommen Sie vom Anmeldedienst',
  field: {
    name: 'Name',
    nameHint: 'So heißt er in Ihren Einstellungen, zum Beispiel „Autogruppe Muster“.',
    issuer: 'Adresse des Anmeldedienstes (Issuer)',
    issuerHint: 'Zum Beispiel https://login.microsoftonline.com/…/v2.0',
    clientId: 'Anwendungs-ID (Client ID)',
    clientSecret: 'Geheimer Schlüssel (Client Secret)',
    secretHint: 'Wird verschlüsselt gespeichert und nie wieder angezeigt.',
    secretStays: 'Leer lassen, um den gespeicherten zu behalten.',
    trustsMail: 'E-Mail-Adressen dieses Dienstes gelten als bestätigt',
    trustsMailHint:
      'Nötig bei Microsoft Entra, das dazu nichts sagt. Nur einschalten, wenn niemand dort seine Adresse selbst ändern kann.',
    onlyWay: 'Nur noch mit Firmenkonto anmelden',
    onlyWayHint:
      'Wer mit Passwort angemeldet ist, wird abgemeldet. Verwalter behalten ihr Passwort für den Notfall.',
  },
  who: 'Eingelassen wird, wessen bestätigte E-Mail-Adresse hier einen Zugang hat. Neue Zugänge entstehen dadurch nicht: Laden Sie Personen weiter ein. Die zweite Bestätigung ist dann Sache des Anmeldedienstes.',
  wrong: {
    noAddress: 'Bitte die ganze Adresse, beginnend mit https://.',
    notEncrypted: 'Die Adresse muss mit https:// beginnen.',
    noProvider: 'Unter dieser Adresse antwortet kein Anmeldedienst (OpenID Connect). Ist sie vollständig?',
    enterAgain: 'Bitte den Schlüssel neu eingeben: Es ist ein anderer Anmeldedienst.',
  },
  missing: 'Bitte ausfüllen.',
  button: 'Mit Firmenkonto anmelden',
  or: 'oder',
  refused: {
    expired:
      'Die Anmeldung hat zu lange gedauert oder begann in einem anderen Fenster. Versuchen Sie es noch einmal.',
    declined: 'Der Anmeldedienst hat die Anmeldung abgelehnt oder Sie haben sie abgebrochen.',
    provider:
      'Der Anmeldedienst Ihres Autohauses antwortet nicht, wie er soll. Versuchen Sie es später noch einmal, oder fragen Sie Ihren Verwalter.',
    token:
      'Die Antwort des Anmeldedienstes konnte nicht geprüft werden. Versuchen Sie es noch einmal, oder fragen Sie Ihren Verwalter.',
    mailUnconfirmed: 'Der Anmeldedienst bestätigt Ihre E-Mail-Adresse nicht. Fragen Sie Ihren Verwalter.',
    unknown:
      'Mit diesem Firmenkonto gibt es hier keinen Zugang. Bitten Sie Ihren Verwalter um eine Einladung.',
  },
} as const;
