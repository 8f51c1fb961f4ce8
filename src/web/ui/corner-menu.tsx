import { type ReactNode, useId } from 'react';
import classes from './corner-menu.module.css';

interface Props {
  /** What the button is for, as its name. */
  label: string;
  button: ReactNode;
  children: ReactNode;
}

/** What opens below a button in the upper right corner: the browser's own popover, closed by Escape or a click elsewhere. */
export const CornerMenu = ({ label, button, children }: Props) => {
  const id = useId();
  return (
    <>
      <button type="button" className={classes.button} popoverTarget={id} aria-label={label}>
        {button}
      </button>
      <div id={id} popover="auto" className={classes.menu}>
        {children}
      </div>
    </>
  );
};
