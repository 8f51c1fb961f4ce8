import { z } from 'zod';
import { ASKED, FORM_FIELDS } from '../domain/forms/homepage-form.ts';
import { done, endpoint, idParams } from './endpoint.ts';

/**
 * Where the public pages of the forms are: requests there bring no cookies that could be misused, and the page that embeds a
 * form may be anybody's.
 */
export const FORM_PATH = '/formular/';

const form = z.object({
  active: z.boolean(),
  fields: z.record(z.enum(FORM_FIELDS), z.enum(ASKED)),
  /** What the customer agrees to, in the dealership's words; shown with the box to tick. */
  consentText: z.string().trim().max(2_000),
});

export const getForm = endpoint({
  method: 'GET',
  path: '/api/sources/:id/form',
  who: ['admin', 'controller'],
  summary: "A source's homepage form: what it asks for, its public address, and how it is embedded.",
  params: idParams,
  output: form.extend({
    /** Counts the wordings of the consent. */
    consentVersion: z.number().int(),
    /** The hosted page; null until the form was switched on once. */
    link: z.string().nullable(),
    /** What is pasted into a page of one's own. */
    snippet: z.string().nullable(),
  }),
});

export const setForm = endpoint({
  method: 'PUT',
  path: '/api/sources/:id/form',
  who: ['admin'],
  summary: "Set a source's homepage form: on or off, what it asks for, and the words of the consent.",
  params: idParams,
  body: form,
  output: done,
});
