import { Tabs } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import classes from './mail-view.module.css';

interface Props {
  headers: readonly { name: string; value: string }[];
  html: string | null;
  text: string;
}

/** A stranger's mail, fit to be looked at: its look in a frame that may do nothing, its text, its headers. */
export const MailView = ({ headers, html, text }: Props) => {
  const { t } = useTranslation();
  return (
    <Tabs defaultValue={html ? 'layout' : 'text'}>
      <Tabs.List>
        {html ? <Tabs.Tab value="layout">{t('leads.page.originalLayout')}</Tabs.Tab> : null}
        <Tabs.Tab value="text">{t('leads.page.originalText')}</Tabs.Tab>
        <Tabs.Tab value="headers">{t('leads.page.originalHeaders')}</Tabs.Tab>
      </Tabs.List>
      {html ? (
        <Tabs.Panel value="layout">
          <iframe
            className={classes.mail}
            title={t('leads.page.originalTitle')}
            sandbox=""
            srcDoc={shielded(html)}
          />
        </Tabs.Panel>
      ) : null}
      <Tabs.Panel value="text">
        <pre className={classes.text}>{text}</pre>
      </Tabs.Panel>
      <Tabs.Panel value="headers">
        <dl className={classes.headers}>
          {headers.map(({ name, value }, position) => (
            <div key={`${position} ${name}`}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      </Tabs.Panel>
    </Tabs>
  );
};

/** The server has cleaned the HTML; the frame forbids scripts, and this whatever would be fetched. */
const shielded = (html: string) =>
  `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:">` +
  `<style>body{font:14px/1.5 system-ui,sans-serif;color:#1c2027;background:#fff;overflow-wrap:anywhere}</style>${html}`;
