import type { Stage } from '../../domain/escalation/policy.ts';
import type { EscalationMailTexts } from './texts.ts';

const STAGES: Partial<Record<Stage, string>> = {
  reminder: 'Bald überfällig',
  EM1: 'Überfällig',
  'EM2.1': 'Eskaliert: noch nicht beantwortet',
  'EM2.2': 'Eskaliert: Wiedervorlage nicht bearbeitet',
};

export const mailsDe: EscalationMailTexts = {
  subject: (leads) => {
    const [first] = leads;
    const escalated = leads.some(({ stage }) => stage.startsWith('EM2'));
    const about = first ? [first.customer ?? 'Unbekannt', first.vehicle].filter(Boolean).join(', ') : '';
    if (leads.length === 1) return `${escalated ? 'Eskalierte Anfrage' : 'Anfrage wartet'}: ${about}`;
    return `${leads.length} ${escalated ? 'eskalierte Anfragen' : 'Anfragen warten'}: ${about} und weitere`;
  },
  greeting: (name) => `Guten Tag ${name},`,
  intro: (leads) => {
    const one = leads.length === 1;
    if (leads.some(({ stage }) => stage.startsWith('EM2'))) {
      return one
        ? 'diese Anfrage steht bei Ihnen, weil sie nicht rechtzeitig bearbeitet wurde:'
        : `diese ${leads.length} Anfragen stehen bei Ihnen, weil sie nicht rechtzeitig bearbeitet wurden:`;
    }
    return one
      ? 'diese Anfrage wartet auf Ihre Antwort:'
      : `diese ${leads.length} Anfragen warten auf Ihre Antwort:`;
  },
  stage: (stage) => STAGES[stage] ?? stage,
  unknownCustomer: 'Name nicht angegeben',
  arrived: ({ source, arrivedAt, assignee }) =>
    `Eingang ${arrivedAt} über ${source}, Bearbeiter: ${assignee ?? 'niemand (Pool)'}`,
  due: ({ dueAt, stage }) => `${stage} am ${dueAt}`,
  late: 'verspätet gemeldet, weil das System stillstand',
  open: 'Anfrage öffnen',
  why: (asController) =>
    asController
      ? 'Sie bekommen diese Mail, weil Sie Controller für diese Anfragen sind und die Stufe eingeschaltet ist.'
      : 'Sie bekommen diese Mail, weil Sie diese Anfragen bearbeiten oder verteilen und die Stufe eingeschaltet ist.',
  settings: 'Eskalationszeiten ansehen',
};
