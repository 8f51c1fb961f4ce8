import { useDocumentTitle } from '@mantine/hooks';
import type { ReactNode } from 'react';
import classes from './page.module.css';

interface Props {
  title: string;
  /** One or two sentences under the title: what this page is for. */
  intro?: ReactNode;
  /** Buttons on the right of the title. */
  actions?: ReactNode;
  /** `narrow` for forms and text, `wide` for tables. */
  width?: 'narrow' | 'wide';
  children: ReactNode;
}

/** The body of a page inside the frame: its one h1, its acts, its content; also names the browser's tab. */
export const Page = ({ title, intro, actions, width = 'wide', children }: Props) => {
  useDocumentTitle(`${title} · Leadwacht`);
  return (
    <div className={classes.page} data-width={width}>
      <div className={classes.header}>
        <h1 className={classes.title}>{title}</h1>
        {actions ? <div className={classes.actions}>{actions}</div> : null}
      </div>
      {intro ? <p className={classes.intro}>{intro}</p> : null}
      {children}
    </div>
  );
};
