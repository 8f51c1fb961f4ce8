import type { ReactNode } from 'react';
import classes from './health-banner.module.css';

/** Something is wrong and stays so until somebody acts: what, and what to do. */
export const Banner = ({
  icon,
  title,
  children,
}: {
  icon: ReactNode;
  title: string;
  children: ReactNode;
}) => (
  <div className={classes.banner} role="alert">
    {icon}
    <div>
      <strong>{title}.</strong> {children}
    </div>
  </div>
);
