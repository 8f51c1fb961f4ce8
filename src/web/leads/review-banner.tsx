import { Alert, Anchor, Button, Group } from '@mantine/core';
import { IconEyeExclamation } from '@tabler/icons-react';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { LeadPage } from '../../contract/leads.ts';

const FieldsForm = lazy(async () => ({ default: (await import('./fields-form.tsx')).FieldsForm }));

/** The lead could not be read completely: the way to the form that completes it. */
export const ReviewBanner = ({ lead }: { lead: LeadPage }) => {
  const { t } = useTranslation();
  return (
    <Alert color="gray" icon={<IconEyeExclamation aria-hidden />} title={t('leads.list.review')}>
      {lead.warnings.includes('notFetched') ? <AtMeta lead={lead} /> : t('intake.form.banner')}
      <Group mt="xs">
        <FieldsButton lead={lead}>{t('intake.form.complete')}</FieldsButton>
      </Group>
    </Alert>
  );
};

/** Where a person finds the leads of their pages. */
const LEAD_CENTRE = 'https://business.facebook.com/latest/leads_center';

/** What Meta has told of the lead, and where to look up the rest. */
const AtMeta = ({ lead }: { lead: LeadPage }) => {
  const { t } = useTranslation();
  const leadId = lead.fields.find(({ path }) => path === 'external.leadId')?.value ?? '';
  return (
    <>
      {t('meta.review.what')} {t('meta.review.where', { leadId })}{' '}
      <Anchor href={LEAD_CENTRE} target="_blank" rel="noreferrer" inherit underline="always">
        {t('meta.review.centre')}
      </Anchor>
      .
    </>
  );
};

/** Opens the form that completes or puts right what was read. */
export const FieldsButton = ({ lead, children }: { lead: LeadPage; children: string }) => {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button size="compact-sm" variant="default" onClick={() => setOpen(true)}>
        {children}
      </Button>
      {open ? (
        <Suspense>
          <FieldsForm lead={lead} onClose={() => setOpen(false)} />
        </Suspense>
      ) : null}
    </>
  );
};
