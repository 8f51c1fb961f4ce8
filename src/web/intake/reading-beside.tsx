import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { LeadPage, ShownMail } from '../../contract/leads.ts';
import { type Place, placeOf, placeOfExtra } from '../../domain/intake/place.ts';
import { originOf, useFieldName, useOriginText } from '../leads/reading-texts.ts';
import { useValueText } from '../leads/value-text.ts';
import { MailView } from './mail-view.tsx';
import classes from './reading-beside.module.css';
import { shownTexts } from './shown-texts.ts';

interface Props {
  fields: LeadPage['fields'];
  extra: LeadPage['extra'];
  shown: ShownMail;
  zone: string;
}

/** What is pointed at: which line of the list, where it came from in words, and where it stands in the original. */
interface Pointed {
  readonly key: string;
  readonly name: string;
  readonly origin: string;
  readonly place: Place | null;
}

/** The original beside what was read from it: pointing at a field says where it came from and marks it there. */
export const ReadingBeside = ({ fields, extra, shown, zone }: Props) => {
  const { t } = useTranslation();
  const fieldName = useFieldName();
  const originText = useOriginText();
  const valueText = useValueText(zone);
  const [pointed, setPointed] = useState<Pointed | null>(null);
  const texts = shownTexts(shown);

  const line = (key: string, name: string, value: string, origin: string, findPlace: () => Place | null) => {
    const point = () => {
      if (pointed?.key !== key) setPointed({ key, name, origin, place: findPlace() });
    };
    return (
      <li key={key}>
        <button
          type="button"
          className={classes.field}
          aria-pressed={pointed?.key === key}
          // A list that scrolls away under a mouse at rest points at nothing.
          onMouseMove={({ movementX, movementY }) => (movementX || movementY ? point() : null)}
          onFocus={point}
          onClick={point}
        >
          <span className={classes.name}>{name}</span>
          <span className={classes.value}>{value}</span>
          <span className={classes.origin}>{origin}</span>
        </button>
      </li>
    );
  };

  return (
    <div className={classes.beside}>
      <div className={classes.original}>
        <p className={classes.hint} role="status">
          {pointed
            ? t(pointed.place ? 'reading.place.marked' : 'reading.place.unknown', {
                name: pointed.name,
                origin: pointed.origin,
              })
            : t('reading.place.hint')}
        </p>
        <MailView shown={shown} place={pointed?.place ?? null} />
      </div>
      <div className={classes.read}>
        <ul className={classes.fields}>
          {fields.map((field) => {
            const { path, method, raw } = field;
            const value = valueText(path, field.value);
            const written = raw !== null && raw !== value ? `, ${t('reading.written', { raw })}` : '';
            return line(path, fieldName(path), value, originText(method) + written, () =>
              placeOf(originOf(field), texts),
            );
          })}
        </ul>
        {extra.length > 0 ? (
          <>
            <h4 className={classes.title}>{t('leads.page.extra')}</h4>
            <ul className={classes.fields}>
              {extra.map(({ key, value }, at) =>
                line(`extra ${at}`, key, value, t('reading.place.unmapped'), () =>
                  placeOfExtra(key, value, texts),
                ),
              )}
            </ul>
          </>
        ) : null}
      </div>
    </div>
  );
};
