import { Anchor, Badge, Button, Group, Paper } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconExternalLink, IconPencil } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { FORM_FIELDS } from '../../domain/forms/homepage-form.ts';
import { hasRole, useSession } from '../session.ts';
import { CopiedLine } from '../sources/lead-address.tsx';
import type { Source } from '../sources/queries.ts';
import sourceClasses from '../sources/sources.module.css';
import { TestEnquiry } from '../sources/test-enquiry.tsx';
import { FormDialog } from './form-dialog.tsx';
import { type FormView, formQuery } from './queries.ts';

/** The homepage form of a source: whether it is on, what it asks for, and how it comes into one's own pages. */
export const FormPanel = ({ source }: { source: Source }) => {
  const { t } = useTranslation();
  const form = useQuery(formQuery(source.id)).data;
  const [editing, edit] = useDisclosure();
  const isAdmin = hasRole(useSession(), 'admin');
  if (!form) return null;
  return (
    <Paper withBorder component="section" className={sourceClasses.card} aria-labelledby="source-form">
      <Group justify="space-between">
        <h2 className={sourceClasses.name} id="source-form">
          {t('forms.title')}
        </h2>
        <Badge color="gray" variant={form.active ? 'filled' : 'outline'}>
          {t(form.active ? 'forms.on' : 'forms.off')}
        </Badge>
      </Group>
      <p className={sourceClasses.soft}>{t('forms.lead')}</p>
      {form.active ? <Published form={form} source={source} /> : null}
      {isAdmin ? (
        <Group>
          <Button variant="default" leftSection={<IconPencil size={16} aria-hidden />} onClick={edit.open}>
            {t(form.link === null ? 'forms.setUp' : 'forms.change')}
          </Button>
        </Group>
      ) : null}
      {editing ? <FormDialog form={form} source={source} onClose={edit.close} /> : null}
    </Paper>
  );
};

const Published = ({ form, source }: { form: FormView; source: Source }) => {
  const { t } = useTranslation();
  const asked = FORM_FIELDS.filter((field) => form.fields[field] !== 'off');
  return (
    <>
      <p className={sourceClasses.soft}>
        {t('forms.asks', { fields: asked.map((field) => t(`forms.field.${field}`)).join(', ') })}
      </p>
      <p className={sourceClasses.label}>{t('forms.link')}</p>
      <CopiedLine value={form.link ?? ''} label={t('forms.copyLink')} />
      <Anchor href={form.link ?? ''} target="_blank" rel="noreferrer">
        {t('forms.preview')} <IconExternalLink size={14} aria-hidden />
      </Anchor>
      <p className={sourceClasses.label}>{t('forms.snippet')}</p>
      <CopiedLine value={form.snippet ?? ''} label={t('forms.copySnippet')} />
      <p className={sourceClasses.soft}>{t('forms.vehicleHint')}</p>
      <TestEnquiry source={source} way="form" />
    </>
  );
};
