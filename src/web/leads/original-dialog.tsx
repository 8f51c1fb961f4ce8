import { Modal, Tabs, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { exactTime } from '../time.ts';
import { ErrorState, LoadingState } from '../ui/states.tsx';
import classes from './original-dialog.module.css';
import { originalQuery } from './queries.ts';

interface Props {
  id: string;
  message: string;
  zone: string;
  onClose: () => void;
}

/** The mail as it arrived: its look, its text, its headers. */
export const OriginalDialog = ({ id, message, zone, onClose }: Props) => {
  const { t, i18n } = useTranslation();
  const original = useQuery(originalQuery(id, message));
  return (
    <Modal opened onClose={onClose} size="xl" title={t('leads.page.originalTitle')}>
      {original.isPending ? <LoadingState /> : null}
      {original.isError ? <ErrorState error={original.error} onRetry={() => original.refetch()} /> : null}
      {original.data ? (
        <>
          <Text size="sm" c="dimmed" mb="xs">
            {exactTime(Date.parse(original.data.receivedAt), zone, i18n.language)}.{' '}
            {t('leads.page.originalHint')}
          </Text>
          <Tabs defaultValue={original.data.html ? 'layout' : 'text'}>
            <Tabs.List>
              {original.data.html ? (
                <Tabs.Tab value="layout">{t('leads.page.originalLayout')}</Tabs.Tab>
              ) : null}
              <Tabs.Tab value="text">{t('leads.page.originalText')}</Tabs.Tab>
              <Tabs.Tab value="headers">{t('leads.page.originalHeaders')}</Tabs.Tab>
            </Tabs.List>
            {original.data.html ? (
              <Tabs.Panel value="layout">
                <iframe
                  className={classes.mail}
                  title={t('leads.page.originalTitle')}
                  sandbox=""
                  srcDoc={shielded(original.data.html)}
                />
              </Tabs.Panel>
            ) : null}
            <Tabs.Panel value="text">
              <pre className={classes.text}>{original.data.text}</pre>
            </Tabs.Panel>
            <Tabs.Panel value="headers">
              <dl className={classes.headers}>
                {original.data.headers.map(({ name, value }, position) => (
                  <div key={`${position} ${name}`}>
                    <dt>{name}</dt>
                    <dd>{value}</dd>
                  </div>
                ))}
              </dl>
            </Tabs.Panel>
          </Tabs>
        </>
      ) : null}
    </Modal>
  );
};

/** The server has cleaned the HTML; the frame forbids scripts, and this whatever would be fetched. */
const shielded = (html: string) =>
  `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:">` +
  `<style>body{font:14px/1.5 system-ui,sans-serif;color:#1c2027;background:#fff;overflow-wrap:anywhere}</style>${html}`;
