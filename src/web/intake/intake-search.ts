import { MESSAGE_STATES, type MessageState } from '../../contract/intake.ts';
import { MESSAGE_CLASSES, type MessageClass } from '../../domain/intake/message-class.ts';

/** What stands in the address of the intake desk: the filter, the period of its figures, the message that is open. */
export interface IntakeSearch {
  art?: MessageClass;
  quelle?: string;
  stand?: MessageState;
  q?: string;
  tage?: 30;
  nachricht?: string;
}

export const readIntakeSearch = (search: Partial<Record<keyof IntakeSearch, unknown>>): IntakeSearch => {
  const art = MESSAGE_CLASSES.find((one) => one === search.art);
  const stand = MESSAGE_STATES.find((one) => one === search.stand);
  const q = typeof search.q === 'number' ? String(search.q) : search.q;
  return {
    ...(art ? { art } : {}),
    ...(stand ? { stand } : {}),
    ...(typeof search.quelle === 'string' ? { quelle: search.quelle } : {}),
    ...(typeof q === 'string' && q !== '' ? { q } : {}),
    ...(search.tage === 30 ? { tage: 30 } : {}),
    ...(typeof search.nachricht === 'string' ? { nachricht: search.nachricht } : {}),
  };
};
