import type { UnfetchedMail } from '../domain/intake/unreadable.ts';

/**
 * What stands in the place of a mail that its mailbox's server does not give: kept with the enquiry for all its readers, so
 * in German only.
 */
export const standInText = ({ mailbox, folder, uid, tries, said, about }: UnfetchedMail): string =>
  [
    'Diese E-Mail konnte nicht abgerufen werden. Bitte prüfen Sie sie im Postfach.',
    `Sie liegt ungelesen im Postfach ${mailbox}, Ordner ${folder}. Leadwacht hat ${tries}-mal versucht, sie zu holen${said ? `, zuletzt mit diesem Ergebnis: ${said}` : '.'}`,
    about
      ? [
          `Absender: ${[about.from.name, about.from.address && `<${about.from.address}>`].filter(Boolean).join(' ') || 'unbekannt'}`,
          `Betreff: ${about.subject || 'ohne'}`,
          ...(about.bytes === null ? [] : [`Größe: ${sizeText(about.bytes)}`]),
        ].join('\n')
      : `Auch Absender und Betreff gibt der Server nicht her. Im Postfach ist es die Mail mit der Nummer ${uid}.`,
    'Was zu tun ist: Öffnen Sie das Postfach in Ihrem Mailprogramm, lesen Sie die Mail dort und bearbeiten Sie die Anfrage dann hier. Leadwacht versucht es einige Tage lang von selbst weiter; unter „Einstellungen, Postfächer“ versucht „Verbindung prüfen“ es sofort. Gelingt es, steht der Text der Mail an dieser Stelle.',
  ].join('\n\n');

const sizeText = (bytes: number): string =>
  `${new Intl.NumberFormat('de-DE', { maximumFractionDigits: 1 }).format(Math.max(bytes, 100) / 1_000)} KB`;
