import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { getTestCode } from '../../contract/setup.ts';
import { call } from '../api.ts';
import { CopiedLine } from './lead-address.tsx';
import type { Source } from './queries.ts';
import classes from './sources.module.css';

/** The whole way through the exchange is tested by an enquiry one enters there oneself, with this code in it. */
export const HandTest = ({ source: { id, name } }: { source: Pick<Source, 'id' | 'name'> }) => {
  const { t } = useTranslation();
  const code = useQuery({
    queryKey: ['sources', 'test-code', id],
    queryFn: () => call(getTestCode, { params: { id } }),
    staleTime: Number.POSITIVE_INFINITY,
  }).data?.code;
  return code ? (
    <>
      <p className={classes.soft}>{t('sources.test.byHand', { name })}</p>
      <CopiedLine value={code} label={t('sources.test.copyCode')} />
    </>
  ) : null;
};
