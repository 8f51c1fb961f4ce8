import { addExtra } from '../draft.ts';
import { ROW_MEMBER } from '../csv-row.ts';
import type { Enquiry } from '../enquiry.ts';
import { splitName, takeLabels } from '../form.ts';
import { isObject, jsonReader, textOf } from '../json-fields.ts';
import type { LabelledValue } from '../labelled-text.ts';
import { isSubmittedLabel, labelField } from '../labels.ts';
import { parseDate, parseInstant, parseTimeOfDay } from '../values.ts';
import { kindByWish } from '../xml-fields.ts';

/** A time without an offset is that of the customers of most. */
const ZONE = 'Europe/Berlin';

/** A row of a table that was brought in: its columns are read as the labels of a form. */
export const importedRow = jsonReader({
  name: 'row',
  version: '1',
  mark: ROW_MEMBER,
  read: (enquiry, document) => {
    const row = document[ROW_MEMBER];
    const values = Object.entries(isObject(row) ? row : {}).flatMap(([label, value]) =>
      valuesOf(label, value),
    );
    const dated = values.find(
      ({ label, value }) => isSubmittedLabel(label) && instantOf(value) !== undefined,
    );
    takeLabels(
      enquiry,
      values.filter((one) => one !== dated && one.field !== 'mailHeader'),
    );
    for (const { label, value } of values.filter(({ field }) => field === 'mailHeader'))
      addExtra(enquiry, label, value);
    if (dated) setSubmitted(enquiry, dated);
    splitName(enquiry);
    if (enquiry.kind === 'inquiry') enquiry.kind = kindByWish(enquiry);
  },
});

const valuesOf = (label: string, value: unknown): LabelledValue[] =>
  (Array.isArray(value) ? value : [value]).map((one: unknown) => ({
    label,
    value: textOf(one) ?? '',
    field: labelField(label),
    method: 'table',
  }));

const setSubmitted = (enquiry: Enquiry, { label, value }: LabelledValue): void => {
  const instant = instantOf(value);
  if (instant === undefined) return;
  enquiry.submittedAt = instant;
  enquiry.parse.fields['submittedAt'] = {
    path: label,
    method: 'table',
    confidence: 1,
    raw: value.slice(0, 500),
  };
};

/** "02.03.2026 14:30", "2026-03-02T14:30:00Z"; a day alone counts from its noon, so that no zone makes it another one. */
const instantOf = (text: string): string | undefined => {
  const exact = parseInstant(text, ZONE);
  const on = parseDate(text);
  if (exact !== undefined || on === undefined) return exact;
  const at = parseTimeOfDay(text) ?? '12:00';
  return Temporal.PlainDateTime.from(`${on}T${at}`).toZonedDateTime(ZONE).toInstant().toString();
};
