import { Button, Checkbox, Group, Menu, Modal, Textarea, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { correctLead, markUnusable, SETTABLE_CLASSES } from '../../contract/intake.ts';
import type { LeadPage } from '../../contract/leads.ts';
import { FIELD_PATHS, WISHES } from '../../domain/intake/correct.ts';
import { READING_WARNING_CODES } from '../../domain/intake/warning.ts';
import { placeOf } from '../../domain/intake/place.ts';
import { MailView } from '../intake/mail-view.tsx';
import { shownTexts } from '../intake/shown-texts.ts';
import { ErrorState, LoadingState } from '../ui/states.tsx';
import { useAct } from '../ui/use-act.tsx';
import classes from './fields-form.module.css';
import { originalQuery } from './queries.ts';
import { originOf, useOriginText } from './reading-texts.ts';

const TEXTS = ['name', 'mail', 'phone', 'vehicle'] as const;

/** Completes or puts right what was read, the original beside it. Is no handling: the clock goes on meanwhile. */
export const FieldsForm = ({ lead, onClose }: { lead: LeadPage; onClose: () => void }) => {
  const { t } = useTranslation();
  const [fields, setFields] = useState(lead.entered);
  const [field, setField] = useState<FieldPath | null>(null);
  const origin = useFieldOrigin(lead);
  const warnings = READING_WARNING_CODES.filter((code) => lead.warnings.includes(code));
  const save = useAct(correctLead, {
    refreshes: ['leads', 'messages'],
    done: t('intake.form.saved'),
    onDone: onClose,
  });
  const unusable = useAct(markUnusable, {
    refreshes: ['leads', 'messages'],
    done: t('intake.form.unusableDone'),
    onDone: onClose,
  });
  const errors = {
    mail: fields.mail !== '' && !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(fields.mail) && t('intake.form.mailWrong'),
    phone: fields.phone !== '' && fields.phone.replace(/\D/g, '').length < 5 && t('intake.form.phoneWrong'),
  };
  return (
    <Modal
      opened
      onClose={onClose}
      size="75rem"
      title={t(lead.needsReview ? 'intake.form.review' : 'intake.form.title')}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <div className={classes.beside}>
        <form
          onSubmit={(event) => {
            event.preventDefault();
            save.mutate({ params: { id: lead.id }, body: fields });
          }}
        >
          {warnings.length > 0 ? (
            <ul className={classes.warnings}>
              {warnings.map((code) => (
                <li key={code}>{t(`reading.warning.${code}`)}</li>
              ))}
            </ul>
          ) : null}
          {TEXTS.map((name) => (
            <TextInput
              key={name}
              mb="sm"
              label={t(`intake.form.${name}`)}
              description={origin(FIELD_PATHS[name])}
              value={fields[name]}
              error={name === 'mail' || name === 'phone' ? errors[name] : undefined}
              onFocus={() => setField(FIELD_PATHS[name])}
              onChange={(event) => setFields({ ...fields, [name]: event.currentTarget.value })}
            />
          ))}
          <Textarea
            mb="sm"
            autosize
            minRows={3}
            maxRows={10}
            label={t('intake.form.text')}
            description={origin(FIELD_PATHS.text)}
            value={fields.text}
            onFocus={() => setField(FIELD_PATHS.text)}
            onChange={(event) => setFields({ ...fields, text: event.currentTarget.value })}
          />
          <Checkbox.Group
            mb="sm"
            label={t('intake.form.wishes')}
            value={fields.wishes}
            onChange={(chosen) =>
              setFields({ ...fields, wishes: WISHES.filter((wish) => chosen.includes(wish)) })
            }
          >
            <Group gap="md" mt={4}>
              {WISHES.map((wish) => (
                <Checkbox key={wish} value={wish} label={t(`intake.form.wish.${wish}`)} />
              ))}
            </Group>
          </Checkbox.Group>
          <p className={classes.soft}>{t('intake.form.clock')}</p>
          <Group gap="sm">
            <Button type="submit" loading={save.isPending} disabled={Boolean(errors.mail || errors.phone)}>
              {t(lead.needsReview ? 'intake.form.saveReview' : 'intake.form.save')}
            </Button>
            {lead.status === 'closed' ? null : (
              <Menu position="bottom-start">
                <Menu.Target>
                  <Button variant="default" loading={unusable.isPending}>
                    {t('intake.form.unusable')}
                  </Button>
                </Menu.Target>
                <Menu.Dropdown>
                  {SETTABLE_CLASSES.filter((one) => one !== 'lead').map((one) => (
                    <Menu.Item
                      key={one}
                      onClick={() => unusable.mutate({ params: { id: lead.id }, body: { class: one } })}
                    >
                      {t(`intake.class.${one}`)}
                    </Menu.Item>
                  ))}
                </Menu.Dropdown>
              </Menu>
            )}
          </Group>
        </form>
        <section aria-label={t('intake.form.original')}>
          {lead.rawMessageId ? (
            <Original lead={lead} message={lead.rawMessageId} field={field} />
          ) : (
            <p>{t('intake.form.noOriginal')}</p>
          )}
        </section>
      </div>
    </Modal>
  );
};

/** The original, the place marked that the field being worked on was read from. */
const Original = ({ lead, message, field }: { lead: LeadPage; message: string; field: FieldPath | null }) => {
  const original = useQuery(originalQuery(lead.id, message));
  const read = field === null ? undefined : readAt(lead, field);
  const place = useMemo(
    () => (read && original.data ? placeOf(originOf(read), shownTexts(original.data)) : null),
    [read, original.data],
  );
  if (original.isPending) return <LoadingState />;
  if (original.isError) return <ErrorState error={original.error} onRetry={original.refetch} />;
  return <MailView shown={original.data} place={place} />;
};

type FieldPath = (typeof FIELD_PATHS)[keyof typeof FIELD_PATHS];

/** The field that was read there, or the first of its group. */
const readAt = (lead: LeadPage, path: FieldPath) => {
  const [group] = path.split('.0.');
  return lead.fields.find((field) => field.path === path || field.path.startsWith(`${group}.`));
};

/** Where a field of the form was read, said under its label. */
const useFieldOrigin = (lead: LeadPage) => {
  const { t } = useTranslation();
  const originText = useOriginText();
  return (path: FieldPath): string => {
    const read = readAt(lead, path);
    return read ? originText(read.method) : t('intake.form.notRead');
  };
};
