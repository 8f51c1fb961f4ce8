import { NativeSelect } from '@mantine/core';
import { useSuspenseQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Page } from '../ui/page.tsx';
import { AcknowledgementForm } from './acknowledgement-form.tsx';
import classes from './acknowledgement.module.css';
import { acknowledgementsQuery } from './queries.ts';

/** The automatic first mail, of a branch or of one source, with what a customer would get. */
export const AcknowledgementPage = () => {
  const { t } = useTranslation();
  const { branches } = useSuspenseQuery(acknowledgementsQuery).data;
  const [chosen, setChosen] = useState(branches[0]?.id ?? '');
  const places = branches.flatMap((branch) => [
    { branch, source: null, id: branch.id },
    ...branch.sources.map((source) => ({ branch, source, id: source.id })),
  ]);
  const place = places.find(({ id }) => id === chosen);
  return (
    <Page title={t('acknowledgement.title')} intro={t('acknowledgement.lead')}>
      <NativeSelect
        className={classes.place}
        label={t('acknowledgement.place')}
        value={chosen}
        onChange={(event) => setChosen(event.currentTarget.value)}
        data={branches.map((branch) => ({
          group: branch.name,
          items: [
            { value: branch.id, label: t('acknowledgement.wholeBranch', { name: branch.name }) },
            ...branch.sources.map(({ id, name, spec }) => ({
              value: id,
              label: spec ? t('acknowledgement.ownSetting', { name }) : name,
            })),
          ],
        }))}
      />
      {place ? (
        <AcknowledgementForm
          key={place.id}
          branchId={place.branch.id}
          source={place.source}
          saved={place.source ? place.source.spec : place.branch.spec}
          ofBranch={place.branch.spec}
        />
      ) : null}
    </Page>
  );
};
