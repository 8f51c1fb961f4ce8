import type { Stage } from '../../domain/escalation/policy.ts';
import {
  type EscalationMailTexts,
  listOf,
  type MailReason,
  type MailSubject,
  type NamedScope,
  namesOf,
} from './texts.ts';

const STAGES: Partial<Record<Stage, string>> = {
  reminder: 'Bald überfällig',
  EM1: 'Überfällig',
  'EM2.1': 'Eskaliert, noch nicht beantwortet',
  'EM2.2': 'Eskaliert, Wiedervorlage nicht bearbeitet',
};
const UNKNOWN = 'Name nicht angegeben';
const number = (count: number) => count.toLocaleString('de-DE');
const list = (names: readonly string[]) => listOf(names, 'de');

const about = ({ leads, count }: MailSubject): string => {
  const stages = new Set(leads.map(({ stage }) => stage));
  const one = count === 1;
  const escalated = [...stages].filter((stage) => stage.startsWith('EM2')).length;
  if (escalated > 0 && escalated < stages.size) return `${number(count)} Anfragen, auch eskalierte`;
  if (escalated > 0) return one ? 'Eskalierte Anfrage' : `${number(count)} eskalierte Anfragen`;
  if (stages.size > 1) return `${number(count)} Anfragen warten`;
  if (stages.has('reminder'))
    return one ? 'Anfrage bald überfällig' : `${number(count)} Anfragen bald überfällig`;
  return one ? 'Überfällige Anfrage' : `${number(count)} überfällige Anfragen`;
};

const intro = ({ level, as, insteadOf }: MailReason, count: number): string => {
  const one = count === 1;
  const these = one ? 'diese Anfrage' : `diese ${number(count)} Anfragen`;
  const place = insteadOf.length > 0 ? ` in Vertretung von ${list(insteadOf)}` : '';
  const alone = as === 'admin' ? '; heute ist niemand sonst zuständig und erreichbar' : '';
  if (level === 'seller')
    return `${these} ${one ? 'wartet' : 'warten'}${place} auf ${as === 'assignee' ? 'Ihre' : 'eine'} Antwort${alone}:`;
  const unhandled = `nicht rechtzeitig bearbeitet ${one ? 'wurde' : 'wurden'}`;
  return `${these} ${one ? 'steht' : 'stehen'} bei Ihnen${place}, weil sie ${unhandled}${alone}:`;
};

const scopeText = ({ branches, sources }: NamedScope): string => {
  const from = sources.length > 0 ? list(sources) : '';
  if (branches.length === 0) return from ? `Anfragen von ${from}` : 'alle Anfragen';
  return from ? `${list(branches)} (nur ${from})` : list(branches);
};

const because = ({ level, as, insteadOf }: MailReason, scope: NamedScope): string => {
  if (insteadOf.length > 0) return `Sie in Vertretung von ${list(insteadOf)} zuständig sind`;
  switch (as) {
    case 'assignee':
      return 'Sie diese Anfragen bearbeiten';
    case 'dispatcher':
      return `Sie Anfragenverteiler für ${scopeText(scope)} sind`;
    case 'controller':
      return `Sie Controller für ${scopeText(scope)} sind${level === 'seller' ? ' und weder Bearbeiter noch Verteiler erreichbar sind' : ''}`;
    case 'admin':
      return 'Sie Verwalter sind und heute niemand sonst zuständig und erreichbar ist';
  }
};

export const mailsDe: EscalationMailTexts = {
  subject: (subject) => {
    const names = namesOf(subject.leads, subject.count, {
      unknown: UNKNOWN,
      more: (rest) => `${number(rest)} weitere`,
      locale: 'de',
    });
    return `${about(subject)}${subject.substituting ? ' in Vertretung' : ''}: ${names}`;
  },
  greeting: (name) => `Guten Tag ${name},`,
  stoodStill: (from, until) =>
    `Leadwacht stand von ${from} bis ${until} still. Was in dieser Zeit fällig wurde, wird erst jetzt gemeldet.`,
  intro,
  stage: (stage) => STAGES[stage] ?? stage,
  unknownCustomer: UNKNOWN,
  due: ({ dueAt, stage }) => `${stage === 'reminder' ? 'fällig' : 'war fällig'} ${dueAt}`,
  assignee: (name) => `Bearbeiter: ${name ?? 'niemand (Pool)'}`,
  arrived: ({ source, branch, arrivedAt }) => `Eingang ${arrivedAt} über ${source}, ${branch}`,
  reached: ({ stage, stageAt }) =>
    `${stage === 'reminder' ? 'Erinnerung vom' : `Stufe ${stage} am`} ${stageAt}`,
  late: 'verspätet gemeldet',
  more: (count) => (count === 1 ? 'Und 1 weitere Anfrage.' : `Und ${number(count)} weitere Anfragen.`),
  all: 'Alle in der Liste ansehen',
  why: (reason, scope) => `Sie erhalten diese Mail, weil ${because(reason, scope)}.`,
  duties: 'Zuständigkeiten und Vertretungen',
  settings: 'Eskalationszeiten',
};
