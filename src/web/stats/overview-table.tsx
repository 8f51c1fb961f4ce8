import { Button, Paper, Table, Text, Title } from '@mantine/core';
import { IconDownload, IconFileSpreadsheet } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import classes from './accesses.module.css';
import { csvOf } from './csv.ts';
import { downloadSheet, downloadText } from './download.ts';

interface Props {
  /** Where the table stands on its page, for links to it. */
  id: string;
  /** Becomes the name of the file too. */
  title: string;
  note?: string;
  columns: readonly string[];
  /** One text a cell, as it is read. */
  rows: readonly (readonly string[])[];
}

/** A table of the overview with its heading, and the same as a CSV or Excel file. */
export const OverviewTable = ({ id, title, note, columns, rows }: Props) => {
  const { t } = useTranslation();
  return (
    <section id={id} className={classes.section}>
      <div className={classes.head}>
        <Title order={2}>{title}</Title>
        <Button
          className="not-printed"
          size="compact-sm"
          variant="default"
          leftSection={<IconDownload size={14} aria-hidden />}
          aria-label={t('stats.accesses.csvOf', { name: title })}
          onClick={() => downloadText(`${title}.csv`, csvOf([columns, ...rows]))}
        >
          CSV
        </Button>
        <Button
          className="not-printed"
          size="compact-sm"
          variant="default"
          leftSection={<IconFileSpreadsheet size={14} aria-hidden />}
          aria-label={t('stats.accesses.xlsxOf', { name: title })}
          onClick={() => void downloadSheet(title, [columns, ...rows])}
        >
          Excel
        </Button>
      </div>
      {note ? <Text c="dimmed">{note}</Text> : null}
      <Paper withBorder className={classes.paper}>
        <Table verticalSpacing={6}>
          <Table.Thead>
            <Table.Tr>
              {columns.map((column) => (
                <Table.Th key={column}>{column}</Table.Th>
              ))}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {rows.map((cells) => (
              <Table.Tr key={cells.join()}>
                {cells.map((cell, place) => (
                  <Table.Td key={columns[place]} data-label={columns[place]}>
                    {cell}
                  </Table.Td>
                ))}
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Paper>
    </section>
  );
};
