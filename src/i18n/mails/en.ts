import type { Stage } from '../../domain/escalation/policy.ts';
import type { EscalationMailTexts } from './texts.ts';

const STAGES: Partial<Record<Stage, string>> = {
  reminder: 'Overdue soon',
  EM1: 'Overdue',
  'EM2.1': 'Escalated: not answered yet',
  'EM2.2': 'Escalated: follow-up not done',
};

export const mailsEn: EscalationMailTexts = {
  subject: (leads) => {
    const [first] = leads;
    const escalated = leads.some(({ stage }) => stage.startsWith('EM2'));
    const about = first ? [first.customer ?? 'Unknown', first.vehicle].filter(Boolean).join(', ') : '';
    if (leads.length === 1) return `${escalated ? 'Escalated enquiry' : 'Enquiry waiting'}: ${about}`;
    return `${leads.length} ${escalated ? 'escalated enquiries' : 'enquiries waiting'}: ${about} and others`;
  },
  greeting: (name) => `Hello ${name},`,
  intro: (leads) => {
    const one = leads.length === 1;
    if (leads.some(({ stage }) => stage.startsWith('EM2'))) {
      return one
        ? 'this enquiry stands with you because it was not handled in time:'
        : `these ${leads.length} enquiries stand with you because they were not handled in time:`;
    }
    return one
      ? 'this enquiry waits for your answer:'
      : `these ${leads.length} enquiries wait for your answer:`;
  },
  stage: (stage) => STAGES[stage] ?? stage,
  unknownCustomer: 'No name given',
  arrived: ({ source, arrivedAt, assignee }) =>
    `Arrived ${arrivedAt} through ${source}, assigned to: ${assignee ?? 'nobody (pool)'}`,
  due: ({ dueAt, stage }) => `${stage} at ${dueAt}`,
  late: 'reported late because the system stood still',
  open: 'Open the enquiry',
  why: (asController) =>
    asController
      ? 'You get this mail because you are the controller for these enquiries and the stage is switched on.'
      : 'You get this mail because you handle or distribute these enquiries and the stage is switched on.',
  settings: 'See the escalation times',
};
