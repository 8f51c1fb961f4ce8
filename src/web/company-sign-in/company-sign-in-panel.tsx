import { Button, Group, Paper, Stack, Text, Title } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { removeCompanySignIn } from '../../contract/company-sign-in.ts';
import classes from '../accounts/accounts.module.css';
import { ConfirmButton } from '../ui/confirm-button.tsx';
import { useAct } from '../ui/use-act.tsx';
import { CompanySignInDialog } from './company-sign-in-dialog.tsx';
import { CopiedLine } from '../sources/lead-address.tsx';
import { companySignInQuery } from './queries.ts';

/** Whether people sign in with the accounts of their group, and what that means. */
export const CompanySignInPanel = () => {
  const { t } = useTranslation();
  const view = useQuery(companySignInQuery).data;
  const [changing, change] = useDisclosure();
  const remove = useAct(removeCompanySignIn, {
    refreshes: ['company-sign-in'],
    done: t('companySignIn.removed'),
  });
  if (!view) return null;
  const { company } = view;
  return (
    <section className={classes.ended}>
      <Title order={2} mb="xs">
        {t('companySignIn.title')}
      </Title>
      <Paper withBorder p="md">
        <Stack gap="sm">
          <Text c="dimmed">{t('companySignIn.lead')}</Text>
          {company ? (
            <>
              <div>
                <Text fw={600}>{t('companySignIn.on', { name: company.name })}</Text>
                <Text>{t(company.onlyWay ? 'companySignIn.onlyWay' : 'companySignIn.bothWays')}</Text>
              </div>
              <div>
                <Text fw={600} size="sm" mb={4}>
                  {t('companySignIn.startLink')}
                </Text>
                <CopiedLine label={t('companySignIn.copyStartLink')} value={view.startLink} />
              </div>
            </>
          ) : null}
          <Group gap="xs">
            <Button variant="default" onClick={change.open}>
              {t(company ? 'companySignIn.change' : 'companySignIn.setUp')}
            </Button>
            {company ? (
              <ConfirmButton
                question={t('companySignIn.removeText')}
                confirm={t('companySignIn.remove')}
                loading={remove.isPending}
                onConfirm={() => remove.mutate({})}
              >
                {t('companySignIn.remove')}
              </ConfirmButton>
            ) : null}
          </Group>
        </Stack>
      </Paper>
      {changing ? <CompanySignInDialog view={view} onClose={change.close} /> : null}
    </section>
  );
};
