import { Alert } from '@mantine/core';
import { IconShieldExclamation } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useSession } from '../session.ts';
import { Page } from '../ui/page.tsx';
import { ErrorState, LoadingState } from '../ui/states.tsx';
import classes from './access.module.css';
import { MailSettingsForm } from './mail-settings-form.tsx';
import { PasswordForm } from './password-form.tsx';
import { mailSettingsQuery, ownAccessQuery } from './queries.ts';
import { SecondFactor } from './second-factor.tsx';
import { SessionList } from './session-list.tsx';

/** "Mein Zugang": one's own password, second step, open sessions and mails. */
export const AccessPage = () => {
  const { t } = useTranslation();
  const { account, secondFactorMissing } = useSession();
  const access = useQuery(ownAccessQuery);
  const hasMails = account !== null && account.support === null && !secondFactorMissing;
  const mails = useQuery({ ...mailSettingsQuery, enabled: hasMails });
  return (
    <Page title={t('access.title')} intro={access.data?.mail} width="narrow">
      {access.isError ? <ErrorState error={access.error} onRetry={access.refetch} /> : null}
      {access.isPending ? <LoadingState /> : null}
      {access.data ? (
        <div className={classes.sections}>
          {secondFactorMissing ? (
            <Alert
              color="gray"
              icon={<IconShieldExclamation aria-hidden />}
              title={t('access.factor.wantedTitle')}
            >
              {t('access.factor.wanted')}
            </Alert>
          ) : null}
          <SecondFactor on={access.data.secondFactor} wanted={access.data.secondFactorWanted} />
          {mails.data && hasMails ? <MailSettingsForm settings={mails.data} /> : null}
          <PasswordForm />
          <SessionList sessions={access.data.sessions} />
        </div>
      ) : null}
    </Page>
  );
};
