import { useTranslation } from 'react-i18next';
import type { LeadSymbol } from '../../domain/leads/lead.ts';
import classes from './symbol.module.css';

/** Each state has a shape of its own besides its colour; an escalated lead carries the warning triangle on top. */
const SHAPES: Record<LeadSymbol, React.ReactNode> = {
  yellow: (
    <>
      <path className={classes.solid} d="M6 3.5h8v2.2L10.9 10 14 14.3v2.2H6v-2.2L9.1 10 6 5.7z" />
      <path className={classes.stroke} d="M5 3h10M5 17h10" />
    </>
  ),
  red: (
    <>
      <circle className={classes.solid} cx="10" cy="10" r="7.5" />
      <path className={classes.mark} d="M10 6v4.6M10 13.7v.1" />
    </>
  ),
  green: (
    <>
      <circle className={classes.stroke} cx="10" cy="10" r="7" />
      <path className={classes.stroke} d="m6.8 10.2 2.2 2.2 4.3-4.6" />
    </>
  ),
  closed: (
    <>
      <circle className={classes.stroke} cx="10" cy="10" r="7" strokeDasharray="2.2 2.2" />
      <path className={classes.stroke} d="M7 10h6" />
    </>
  ),
};

export const Symbol = ({
  symbol,
  escalated,
  size = 20,
}: {
  symbol: LeadSymbol;
  escalated: boolean;
  size?: number;
}) => {
  const { t } = useTranslation();
  const label = escalated
    ? `${t(`leads.symbol.${symbol}`)}. ${t('leads.symbol.escalated')}`
    : t(`leads.symbol.${symbol}`);
  return (
    <svg
      className={classes.symbol}
      data-symbol={symbol}
      viewBox="0 0 22 22"
      width={size}
      height={size}
      role="img"
    >
      <title>{label}</title>
      {SHAPES[symbol]}
      {escalated ? (
        <g transform="translate(9.5 9.5)">
          <path
            className={classes.triangle}
            d="M6.2 1.2 11.7 11a.8.8 0 0 1-.7 1.2H.9A.8.8 0 0 1 .2 11L5.7 1.2a.3.3 0 0 1 .5 0z"
          />
          <path className={classes.triangleMark} d="M5.95 5v3.1M5.95 10v.1" />
        </g>
      ) : null}
    </svg>
  );
};
