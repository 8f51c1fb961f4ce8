import { addExtra, newEnquiry, setMessage } from '../draft.ts';
import type { Enquiry } from '../enquiry.ts';
import { finishForm, takeLabels } from '../form.ts';
import { type LabelledText, readLabelledText } from '../labelled-text.ts';
import type { LabelField } from '../labels.ts';
import type { Evidence, Reader, ReaderInput } from '../reader.ts';

/** Labels of a signature prove no form; at least one other must be there. */
const SIGNATURE_FIELDS: (LabelField | undefined)[] = [
  'email',
  'phone',
  'mobile',
  'fax',
  'address',
  'street',
  'postalCodeCity',
  'city',
  'postalCode',
  'country',
  'other',
  'mailHeader',
  undefined,
];

/** Form mails of any homepage: "label: value" in text or HTML tables, German and English. */
export const labels: Reader = {
  name: 'labels',
  version: '1',
  evidence: ({ body }) => weighLabels(readLabelledText(body)),
  read: (input) => [readForm(input, labels)],
};

/** A form shows itself by two fields, one of them such as no signature has. */
export function weighLabels({ values }: LabelledText): Evidence {
  const fields = new Set(values.filter(({ value }) => value !== '').map(({ field }) => field));
  const ofForm = [...fields].filter((field) => !SIGNATURE_FIELDS.includes(field));
  const known = [...fields].filter((field) => field && field !== 'other' && field !== 'mailHeader');
  if (ofForm.length === 0 || known.length < 2) return { score: 0, reason: '' };
  return { score: Math.min(0.8, 0.4 + known.length * 0.04), reason: `${known.length} labels` };
}

function readForm(input: ReaderInput, reader: Reader): Enquiry {
  const enquiry = newEnquiry(input, reader);
  const form = readLabelledText(input.body);
  takeLabels(enquiry, form.values);
  // What stood around the form: the customer's words where it had no field for them.
  if (enquiry.message) addExtra(enquiry, 'Text', form.prose);
  else setMessage(enquiry, form.prose, form.prose, { path: 'body', method: 'regex', confidence: 0.5 });
  finishForm(enquiry, input);
  return enquiry;
}
