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
  reminder: 'Overdue soon',
  EM1: 'Overdue',
  'EM2.1': 'Escalated, not answered yet',
  'EM2.2': 'Escalated, follow-up not done',
};
const UNKNOWN = 'No name given';
const number = (count: number) => count.toLocaleString('en-GB');
const list = (names: readonly string[]) => listOf(names, 'en-GB');

const about = ({ leads, count }: MailSubject): string => {
  const stages = new Set(leads.map(({ stage }) => stage));
  const one = count === 1;
  const escalated = [...stages].filter((stage) => stage.startsWith('EM2')).length;
  if (escalated > 0 && escalated < stages.size) return `${number(count)} enquiries, some escalated`;
  if (escalated > 0) return one ? 'Escalated enquiry' : `${number(count)} escalated enquiries`;
  if (stages.size > 1) return `${number(count)} enquiries waiting`;
  if (stages.has('reminder')) return one ? 'Enquiry overdue soon' : `${number(count)} enquiries overdue soon`;
  return one ? 'Overdue enquiry' : `${number(count)} overdue enquiries`;
};

const intro = ({ level, as, insteadOf }: MailReason, count: number): string => {
  const one = count === 1;
  const these = one ? 'this enquiry' : `these ${number(count)} enquiries`;
  const place = insteadOf.length > 0 ? ` standing in for ${list(insteadOf)}` : '';
  const alone = as === 'admin' ? '; nobody else is responsible and within reach today' : '';
  if (level === 'seller')
    return `${these} ${one ? 'waits' : 'wait'} for ${as === 'assignee' ? 'your' : 'an'} answer${place && `, with you${place}`}${alone}:`;
  const unhandled = `${one ? 'it was' : 'they were'} not handled in time`;
  return `${these} ${one ? 'stands' : 'stand'} with you${place}, because ${unhandled}${alone}:`;
};

const scopeText = ({ branches, sources }: NamedScope): string => {
  const from = sources.length > 0 ? list(sources) : '';
  if (branches.length === 0) return from ? `enquiries from ${from}` : 'all enquiries';
  return from ? `${list(branches)} (only ${from})` : list(branches);
};

const because = ({ level, as, insteadOf }: MailReason, scope: NamedScope): string => {
  if (insteadOf.length > 0) return `you are standing in for ${list(insteadOf)}`;
  switch (as) {
    case 'assignee':
      return 'you handle these enquiries';
    case 'dispatcher':
      return `you are the dispatcher for ${scopeText(scope)}`;
    case 'controller':
      return `you are the controller for ${scopeText(scope)}${level === 'seller' ? ' and neither assignee nor dispatcher is within reach' : ''}`;
    case 'admin':
      return 'you are an admin and nobody else is responsible and within reach today';
  }
};

export const mailsEn: EscalationMailTexts = {
  subject: (subject) => {
    const names = namesOf(subject.leads, subject.count, {
      unknown: UNKNOWN,
      more: (rest) => `${number(rest)} more`,
      locale: 'en-GB',
    });
    return `${about(subject)}${subject.substituting ? ' (standing in)' : ''}: ${names}`;
  },
  greeting: (name) => `Hello ${name},`,
  stoodStill: (from, until) =>
    `Leadwacht stood still from ${from} until ${until}. What fell due in that time is only reported now.`,
  intro,
  stage: (stage) => STAGES[stage] ?? stage,
  unknownCustomer: UNKNOWN,
  due: ({ dueAt, stage }) => `${stage === 'reminder' ? 'due' : 'was due'} ${dueAt}`,
  assignee: (name) => `Assigned to: ${name ?? 'nobody (pool)'}`,
  arrived: ({ source, branch, arrivedAt }) => `Arrived ${arrivedAt} through ${source}, ${branch}`,
  reached: ({ stage, stageAt }) => `${stage === 'reminder' ? 'Reminder of' : `Stage ${stage} on`} ${stageAt}`,
  late: 'reported late',
  more: (count) => (count === 1 ? 'And 1 more enquiry.' : `And ${number(count)} more enquiries.`),
  all: 'See them all in the list',
  why: (reason, scope) => `You get this mail because ${because(reason, scope)}.`,
  duties: 'Responsibilities and substitutes',
  settings: 'Escalation times',
};
