import type { MailedSource, MonitorMailTexts } from './monitor-texts.ts';
import { listOf } from './texts.ts';

/** After "seit". */
const days = (count: number) => (count === 1 ? '1 Tag' : `${count} Tagen`);
const limit = (count: number) => (count === 1 ? '1 Tag' : `${count} Tage`);
const list = (names: readonly string[]) => listOf(names, 'de');

const cause = ({ lastLeadAt, leadAddress, unread, otherwise }: MailedSource): string => {
  if (unread > 0) {
    const messages =
      unread === 1 ? '1 Nachricht ist angekommen, konnte' : `${unread} Nachrichten sind angekommen, konnten`;
    return `${messages} aber nicht gelesen werden. Sehen Sie sie als Anfrage „bitte prüfen“ an.`;
  }
  if (otherwise > 0) {
    const messages =
      otherwise === 1 ? '1 Nachricht ist angekommen, war' : `${otherwise} Nachrichten sind angekommen, waren`;
    return `${messages} aber keine Anfrage (Newsletter, Hinweis, Spam oder automatische Antwort). Der Weg ist also offen; prüfen Sie im Posteingang, ob richtig eingeordnet wurde.`;
  }
  if (lastLeadAt === null) {
    return `Vermutlich ist die Leadadresse dort nicht oder falsch eingetragen${leadAddress ? `: ${leadAddress}` : ''}. Prüfen Sie den Eintrag und senden Sie eine Testanfrage.`;
  }
  return 'Mögliche Gründe: die Leadadresse wurde beim Anbieter geändert, Inserate oder Vertrag sind ausgelaufen, oder es ist wirklich ruhig. Prüfen Sie den Eintrag und senden Sie eine Testanfrage.';
};

export const monitorDe: MonitorMailTexts = {
  greeting: (name) => `Guten Tag ${name},`,
  subject: (silent) => {
    const [first] = silent;
    if (first && silent.length === 1)
      return `Quellenmonitor: ${first.name} seit ${days(first.days)} ohne Anfrage`;
    return `Quellenmonitor: ${silent.length} Quellen ohne Anfrage (${list(silent.map(({ name }) => name))})`;
  },
  intro: (count) =>
    count === 1
      ? 'diese Quelle liefert seit längerem keine Anfragen:'
      : `diese ${count} Quellen liefern seit längerem keine Anfragen:`,
  silent: ({ days: count, limitDays, week }) =>
    `Seit ${days(count)} keine Anfrage (Grenze: ${limit(limitDays)})${week > 1 ? `, gemeldet zum ${week}. Mal in Folge` : ''}`,
  lastLead: ({ lastLeadAt, sinceAt }) =>
    lastLeadAt === null
      ? `Noch nie eine Anfrage; beobachtet seit ${sinceAt}`
      : `Letzte Anfrage ${lastLeadAt}`,
  rhythm: (perWeek) =>
    perWeek === 1 ? 'Sonst etwa 1 Anfrage in der Woche' : `Sonst etwa ${perWeek} Anfragen in der Woche`,
  cause,
  recoveredIntro: (count) =>
    count === 1 ? 'Diese Quelle liefert wieder:' : `Diese ${count} Quellen liefern wieder:`,
  recovered: ({ lastLeadAt }) => `Wieder Anfragen, zuletzt ${lastLeadAt}`,
  intakeSubject: 'Quellenmonitor: alle Quellen zugleich verstummt – bitte die Annahme prüfen',
  intakeIntro: 'alle Quellen, die bisher Anfragen lieferten, sind zugleich verstummt:',
  mailboxSubject: (names) => `Quellenmonitor: Postfach nicht erreichbar (${list(names)})`,
  mailboxIntro:
    'von diesen Quellen kam nichts, weil das Postfach, in dem ihre Anfragen liegen, nicht erreichbar war:',
  mailboxCause:
    'Die Anfragen liegen vermutlich noch dort und kommen von selbst nach, sobald das Postfach wieder erreichbar ist. Prüfen Sie Zugangsdaten und Mailserver.',
  intakeCause:
    'Dass alle Anbieter zugleich ausfallen, ist unwahrscheinlich. Vermutlich kommen Mails nicht mehr bei Leadwacht an: Weiterleitung, Mailserver oder Domain. Senden Sie eine Testanfrage und wenden Sie sich an Ihren Betreiber.',
  quietSubject: (names) => `Frühwarnung: ungewöhnlich still (${list(names)})`,
  quietIntro: (count) =>
    count === 1
      ? 'diese Quelle ist stiller, als es für sie üblich ist:'
      : `diese ${count} Quellen sind stiller, als es für sie üblich ist:`,
  quiet: ({ sinceAt, expected, onceIn }) =>
    `Seit ${sinceAt} keine Anfrage. Sonst kämen in dieser Zeit etwa ${expected}; dass keine kommt, geschieht nur einmal in ${onceIn} Fällen`,
  quietCause:
    'Prüfen Sie, ob die Leadadresse beim Anbieter noch eingetragen ist, und senden Sie eine Testanfrage.',
  intakeQuietSubject: 'Frühwarnung: von keiner Quelle kommen Anfragen – bitte die Annahme prüfen',
  intakeQuiet: ({ sinceAt, expected, onceIn }) =>
    `seit ${sinceAt} ist von keiner Quelle eine Anfrage gekommen. Sonst kämen in dieser Zeit etwa ${expected}; dass gar keine kommt, geschieht nur einmal in ${onceIn} Fällen.`,
  why: ({ as, insteadOf }) => {
    if (insteadOf.length > 0)
      return `Sie erhalten diese Mail, weil Sie in Vertretung von ${list(insteadOf)} für diese Quellen zuständig sind.`;
    if (as === 'admin')
      return 'Sie erhalten diese Mail, weil Sie Verwalter sind und heute niemand sonst zuständig und erreichbar ist.';
    return 'Sie erhalten diese Mail, weil Sie Controller für diese Quellen sind und der Quellenmonitor eingeschaltet ist.';
  },
  whyIntake:
    'Sie erhalten diese Mail als Verwalter, Controller oder Betreiber, weil der Quellenmonitor eingeschaltet ist.',
  sources: 'Alle Quellen ansehen',
  sendTest: 'Testanfrage senden',
  markSeen: 'gesehen bis …',
  pause: 'Quelle pausieren',
  health: 'Zustand des Systems',
};
