import { Button, Modal, Table } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { z } from 'zod';
import { rereadMessage } from '../../contract/intake.ts';
import { useFieldName } from '../leads/reading-texts.ts';
import { useValueText } from '../leads/value-text.ts';
import { useSession } from '../session.ts';
import { useAct } from '../ui/use-act.tsx';
import classes from './intake.module.css';
import type { MessagePage } from './message-drawer.tsx';

type Result = z.output<(typeof rereadMessage)['output']>;

/** Reads the message anew: one that still waits at once, else after a look at what would change. */
export const RereadMessage = ({ message }: { message: MessagePage }) => {
  const { t } = useTranslation();
  const [result, setResult] = useState<Result | null>(null);
  const compare = useAct(rereadMessage, { refreshes: ['messages'], onDone: setResult });
  const params = { id: message.id };
  return (
    <>
      <Button
        variant="default"
        title={t('intake.detail.rereadHint')}
        loading={compare.isPending}
        onClick={() => compare.mutate({ params, body: {} })}
      >
        {t('intake.detail.reread')}
      </Button>
      {result ? <Comparison id={message.id} result={result} onClose={() => setResult(null)} /> : null}
    </>
  );
};

const Comparison = ({ id, result, onClose }: { id: string; result: Result; onClose: () => void }) => {
  const { t } = useTranslation();
  const fieldName = useFieldName();
  const valueText = useValueText(useSession().account?.zone ?? 'Europe/Berlin');
  const apply = useAct(rereadMessage, {
    refreshes: ['messages', 'leads'],
    done: t('intake.reread.applied'),
    onDone: onClose,
  });
  const differences = result.leads.flatMap((lead) => lead.differences);
  return (
    <Modal opened onClose={onClose} size="lg" title={t('intake.reread.title')}>
      {result.result === 'queued' ? <p>{t('intake.detail.queued')}</p> : null}
      {result.result === 'noLead' ? <p>{t('intake.reread.noLead')}</p> : null}
      {result.result === 'compared' && differences.length === 0 ? <p>{t('intake.reread.same')}</p> : null}
      {differences.length > 0 ? (
        <>
          <Table>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{t('intake.reread.field')}</Table.Th>
                <Table.Th>{t('intake.reread.old')}</Table.Th>
                <Table.Th>{t('intake.reread.new')}</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {differences.map(({ path, old, new: now, kept }) => (
                <Table.Tr key={`${path} ${kept}`}>
                  <Table.Th scope="row">{fieldName(path)}</Table.Th>
                  <Table.Td>{valueText(path, old) || t('intake.reread.nothing')}</Table.Td>
                  <Table.Td>
                    {valueText(path, now) || t('intake.reread.nothing')}
                    {kept ? <div className={classes.soft}>{t('intake.reread.kept')}</div> : null}
                  </Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
          <p className={classes.soft}>{t('intake.reread.hint')}</p>
          {differences.some(({ kept }) => !kept) ? (
            <Button
              loading={apply.isPending}
              onClick={() => apply.mutate({ params: { id }, body: { apply: true } })}
            >
              {t('intake.reread.apply')}
            </Button>
          ) : null}
        </>
      ) : null}
    </Modal>
  );
};
