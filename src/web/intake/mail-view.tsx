import { Box, Tabs } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ShownMail } from '../../contract/leads.ts';
import type { Place } from '../../domain/intake/place.ts';
import classes from './mail-view.module.css';
import { type NamedText, shownTexts } from './shown-texts.ts';

interface Props {
  shown: ShownMail;
  /** What is marked, in `shownTexts`; it is brought into view. */
  place?: Place | null;
}

/** A stranger's mail, fit to be looked at: its look in a frame that may do nothing, its texts, its headers. */
export const MailView = ({ shown, place = null }: Props) => {
  const { t } = useTranslation();
  const texts = shownTexts(shown);
  const [chosen, setChosen] = useState({ tab: shown.html ? 'layout' : '0', place });
  // Whatever was looked at before: a new mark shows the text it stands in.
  const tab = place && chosen.place !== place ? String(place.index) : chosen.tab;
  return (
    <Tabs value={tab} onChange={(one) => setChosen({ tab: one ?? tab, place })}>
      <Tabs.List>
        {shown.html ? <Tabs.Tab value="layout">{t('leads.page.originalLayout')}</Tabs.Tab> : null}
        {texts.map(({ name }, index) => (
          <Tabs.Tab key={`${index} ${name}`} value={String(index)} className={classes.tab}>
            {name in OURS ? t(OURS[name as keyof typeof OURS]) : name}
          </Tabs.Tab>
        ))}
      </Tabs.List>
      {shown.html ? (
        <Tabs.Panel value="layout">
          <iframe
            className={classes.mail}
            title={t('leads.page.originalTitle')}
            sandbox=""
            srcDoc={shielded(shown.html)}
          />
        </Tabs.Panel>
      ) : null}
      {texts.map((text, index) => (
        <Tabs.Panel key={`${index} ${text.name}`} value={String(index)}>
          {tab === String(index) ? (
            <MarkedText text={text} place={place?.index === index ? place : null} />
          ) : null}
        </Tabs.Panel>
      ))}
    </Tabs>
  );
};

const OURS = {
  text: 'leads.page.originalText',
  headers: 'leads.page.originalHeaders',
  html: 'reading.shown.html',
  'html-source': 'reading.shown.source',
} as const;

/** A text with the place in it that is looked for; only the box scrolls, not the page. */
const MarkedText = ({ text: { text }, place }: { text: NamedText; place: Place | null }) => {
  const box = useRef<HTMLPreElement>(null);
  const mark = useRef<HTMLElement>(null);
  useEffect(() => {
    if (place && box.current && mark.current)
      box.current.scrollTop = mark.current.offsetTop - box.current.offsetTop - box.current.clientHeight / 3;
  }, [place]);
  return (
    // It scrolls, so it can be reached by keyboard.
    <Box component="pre" ref={box} className={classes.text} tabIndex={0}>
      {place ? (
        <>
          {text.slice(0, place.start)}
          <mark ref={mark}>{text.slice(place.start, place.end)}</mark>
          {text.slice(place.end)}
        </>
      ) : (
        text
      )}
    </Box>
  );
};

/** The server has cleaned the HTML; the frame forbids scripts, and this whatever would be fetched. */
const shielded = (html: string) =>
  `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:">` +
  `<style>body{font:14px/1.5 system-ui,sans-serif;color:#1c2027;background:#fff;overflow-wrap:anywhere}</style>${html}`;
