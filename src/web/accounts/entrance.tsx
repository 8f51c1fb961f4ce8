import { useDocumentTitle } from '@mantine/hooks';
import type { ReactNode } from 'react';
import { LanguageMenu, ThemeMenu } from '../shell/preferences.tsx';
import classes from './entrance.module.css';

interface Props {
  title: string;
  intro?: ReactNode;
  /** `narrow` for one short form. */
  width?: 'narrow' | 'wide';
  children: ReactNode;
}

/** The pages before the frame: sign-in, invitation, first start. */
export const Entrance = ({ title, intro, width = 'narrow', children }: Props) => {
  useDocumentTitle(`${title} · Leadwacht`);
  return (
    <div className={classes.page}>
      <header className={classes.head} data-width={width}>
        <img src="/icon.svg" alt="" width={26} height={26} />
        <span className={classes.brand}>Leadwacht</span>
        <div className={classes.preferences}>
          <ThemeMenu />
          <LanguageMenu />
        </div>
      </header>
      <main className={classes.body} data-width={width}>
        <h1 className={classes.title}>{title}</h1>
        {intro ? <p className={classes.intro}>{intro}</p> : null}
        {children}
      </main>
    </div>
  );
};
