import { Button, FileInput, Paper, Radio, Select, Stack } from '@mantine/core';
import { IconFileImport } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Import, startImport } from '../../contract/imports.ts';
import { sourceNamesQuery } from '../sources/queries.ts';
import { useAct } from '../ui/use-act.tsx';
import classes from './import.module.css';

interface Props {
  sourceId: string | null;
  onStarted: (id: string) => void;
}

/** Which source, which file, and whether anybody still waits for an answer. */
export const ImportStart = ({ sourceId, onStarted }: Props) => {
  const { t } = useTranslation();
  const sources = useQuery(sourceNamesQuery).data?.items ?? [];
  const [source, setSource] = useState(sourceId);
  const [file, setFile] = useState<File | null>(null);
  const [as, setAs] = useState<Import['as']>('new');
  const start = useAct(startImport, {
    refreshes: ['messages'],
    onDone: ({ id }) => {
      setFile(null);
      onStarted(id);
    },
  });
  return (
    <Paper
      withBorder
      component="form"
      className={classes.start}
      onSubmit={(event) => {
        event.preventDefault();
        if (source && file)
          start.mutate({ query: { sourceId: source, fileName: file.name, as }, body: file });
      }}
    >
      <div className={classes.choice}>
        <Select
          label={t('imports.source')}
          description={t('imports.sourceHint')}
          placeholder={t('imports.chooseSource')}
          value={source}
          onChange={setSource}
          data={sources
            .filter(({ archived }) => !archived)
            .map(({ id, name }) => ({ value: id, label: name }))}
        />
        <FileInput
          label={t('imports.file')}
          description={t('imports.fileHint')}
          placeholder={t('imports.chooseFile')}
          accept=".eml,.mbox,.mbx,.csv,.tsv,.txt"
          value={file}
          onChange={setFile}
          leftSection={<IconFileImport size={16} aria-hidden />}
        />
      </div>
      <Radio.Group
        label={t('imports.as')}
        value={as}
        onChange={(value) => setAs(value === 'settled' ? 'settled' : 'new')}
      >
        <Stack gap="xs" mt="xs">
          <Radio value="new" label={t('imports.asNew')} description={t('imports.asNewHint')} />
          <Radio value="settled" label={t('imports.asSettled')} description={t('imports.asSettledHint')} />
        </Stack>
      </Radio.Group>
      <Button type="submit" mt="md" loading={start.isPending} disabled={!source || !file}>
        {t('imports.start')}
      </Button>
    </Paper>
  );
};
