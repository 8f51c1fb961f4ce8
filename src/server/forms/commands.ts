import { isDeepStrictEqual } from 'node:util';
import { FORM_PATH } from '../../contract/forms.ts';
import { type Entries, type FormFields, formErrors } from '../../domain/forms/homepage-form.ts';
import type { Caller } from '../accounts/caller.ts';
import type { DealershipWork, Work } from '../db/database.ts';
import { hashOf, newToken } from '../ids.ts';
import { FORM_MEDIA_TYPE } from '../intake/document.ts';
import { storeRawMessage } from '../intake/store.ts';
import { Refusal } from '../refusal.ts';
import { recordChange } from '../settings/store.ts';
import { lockSource } from '../sources/store.ts';
import { handCode } from '../test-code.ts';
import { findForm, type PublicForm } from './store.ts';

export interface FormSetting {
  readonly active: boolean;
  readonly fields: FormFields;
  readonly consentText: string;
}

/** Sets the form of a source; its public address is drawn once and stays. */
export const setForm = async (
  work: DealershipWork,
  sourceId: string,
  { active, fields, consentText }: FormSetting,
  caller: Caller,
): Promise<void> => {
  const source = await lockSource(work, sourceId);
  const errors = formErrors(fields, consentText);
  if (errors.length > 0) {
    const paths = errors.map((path) => ({ path, message: 'missing' }));
    throw new Refusal('badInput', `The form lacks ${errors.join(' and ')}.`, paths);
  }
  const before = await findForm(work, sourceId);
  const old = before && settingOf(before);
  if (isDeepStrictEqual(old, { active, fields, consentText })) return;
  const isNewWording = consentText !== (before?.consentText ?? '');
  const columns = {
    active,
    fields: JSON.stringify(fields),
    consentText,
    consentVersion: (before?.consentVersion ?? 0) + (isNewWording ? 1 : 0),
  };
  await work.sql
    .insertInto('sourceForms')
    .values({ dealershipId: work.dealershipId, sourceId, token: newToken(), ...columns })
    .onConflict((conflict) => conflict.columns(['dealershipId', 'sourceId']).doUpdateSet(columns))
    .execute();
  await recordChange(work, {
    subject: 'form',
    old: old && { name: source.name, ...old },
    new: { name: source.name, active, fields, consentText },
    changedBy: caller.accountId,
  });
};

const settingOf = ({ active, fields, consentText }: FormSetting): FormSetting => ({
  active,
  fields,
  consentText,
});

/** What came with a form beside what a person entered. */
export interface Submission {
  readonly entries: Entries;
  /** Names this opening of the page: sent twice with the same words it is one enquiry. */
  readonly pageId: string;
  readonly language: 'de' | 'en';
  /** What the embedding page says about the vehicle. */
  readonly offer: { readonly number: string; readonly link: string };
  readonly suspicion: readonly string[];
  readonly peer: string;
}

/**
 * Keeps what was sent as it was sent; the caller may say thank you when its transaction has committed (product.md 7.1).
 * The id is made of the opened page and the words, so that a second click is the same enquiry, and other words sent from
 * the same page are another one.
 */
export const storeSubmission = async (
  work: Work,
  form: Pick<PublicForm, 'dealershipId' | 'sourceId' | 'token' | 'fields' | 'consentText' | 'consentVersion'>,
  { entries, pageId, language, offer, suspicion, peer }: Submission,
): Promise<void> => {
  const { dealershipId, sourceId, fields } = form;
  const content = {
    name: entries.name,
    mail: entries.mail,
    phone: entries.phone,
    vehicle: { title: entries.vehicle, internalNumber: offer.number, listingUrl: offer.link },
    message: entries.message,
    preferredContact: entries.contact,
    ...(fields.consent !== 'off' && {
      consent: {
        given: entries.consent === 'ja',
        text: form.consentText,
        wording: form.consentVersion,
        at: work.now.toString(),
      },
    }),
  };
  const { consent: _, ...words } = content;
  const document = {
    externalId: hashOf(JSON.stringify([form.token, pageId, words])),
    submittedAt: work.now.toString(),
    ...content,
    locale: language,
    ...(suspicion.length > 0 && { suspicion }),
  };
  await storeRawMessage(work, {
    channel: 'form',
    mediaType: FORM_MEDIA_TYPE,
    bytes: Buffer.from(JSON.stringify(document)),
    envelopeFrom: '',
    peer,
    to: [{ address: `${FORM_PATH}${form.token}`, recipient: { dealershipId, sourceId, replyLeadId: null } }],
  });
};

/** A test enquiry through the source's own form: the same way as a customer's from the moment they press "send". */
export const sendTestThroughForm = async (
  work: DealershipWork,
  sourceId: string,
  secret: string,
): Promise<string> => {
  await lockSource(work, sourceId);
  const form = await findForm(work, sourceId);
  if (!form?.active) throw new Refusal('notFound', 'The form of this source is switched off.');
  const code = handCode(secret, sourceId);
  await storeSubmission(work, form, {
    entries: {
      name: 'Leadwacht Testanfrage',
      mail: 'testanfrage@leadwacht.invalid',
      phone: '',
      vehicle: 'Testfahrzeug',
      message: `Diese Testanfrage hat Leadwacht durch das eigene Formular geschickt. Code: ${code}`,
      contact: '',
      consent: '',
    },
    pageId: newToken(9),
    language: 'de',
    offer: { number: '', link: '' },
    suspicion: [],
    peer: '',
  });
  return code;
};
