import { Table } from '@mantine/core';
import { useTranslation } from 'react-i18next';

interface Row {
  readonly stage: string;
  readonly before: string;
  readonly after: string;
}

/** Stages with what was and what shall be; what differs stands out. */
export const BeforeAndAfter = ({ caption, rows }: { caption: string; rows: readonly Row[] }) => {
  const { t } = useTranslation();
  return (
    <Table mt="md" captionSide="top">
      <Table.Caption ta="left" c="var(--text)" fw={600} mt={0}>
        {caption}
      </Table.Caption>
      <Table.Thead>
        <Table.Tr>
          <Table.Th w="20%">{t('escalation.policy.preview.stage')}</Table.Th>
          <Table.Th w="40%">{t('escalation.policy.preview.before')}</Table.Th>
          <Table.Th w="40%">{t('escalation.policy.preview.after')}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {rows.map(({ stage, before, after }) => (
          <Table.Tr key={stage}>
            <Table.Th scope="row">{stage}</Table.Th>
            <Table.Td>{before}</Table.Td>
            <Table.Td fw={before === after ? 400 : 600}>{after}</Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
};
