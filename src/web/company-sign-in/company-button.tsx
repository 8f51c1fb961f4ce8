import { Alert, Button, Divider } from '@mantine/core';
import { IconBuilding } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { findCompanyWay } from '../accounts/sign-in.ts';
import { useProblemText } from '../ui/problem-text.ts';

interface Props {
  /** Tells which dealership's accounts are meant. */
  mail: string;
  /** Somebody tried it without one. */
  onMissing: () => void;
  returnTo: string;
}

/** The other way in: leads to where the dealership has its accounts. */
export const CompanyButton = ({ mail, onMissing, returnTo }: Props) => {
  const { t } = useTranslation();
  const problemText = useProblemText();
  const way = useMutation({
    mutationFn: () => findCompanyWay(mail.trim(), returnTo),
    onSuccess: (to) => window.location.assign(to),
  });
  return (
    <>
      <Divider label={t('companySignIn.or')} />
      {way.isError ? (
        <Alert color="red" role="alert">
          {problemText(way.error)}
        </Alert>
      ) : null}
      <Button
        variant="default"
        size="md"
        fullWidth
        leftSection={<IconBuilding size={18} aria-hidden />}
        loading={way.isPending}
        onClick={() => (mail.trim() === '' ? onMissing() : way.mutate())}
      >
        {t('companySignIn.button')}
      </Button>
    </>
  );
};
