import { useTranslation } from 'react-i18next';
import classes from './sources.module.css';

const WIDTH = 270;
const HEIGHT = 36;

/** Leads a day as small bars, the newest on the right; in words for whoever cannot see them. */
export const Sparkline = ({ perDay }: { perDay: readonly number[] }) => {
  const { t } = useTranslation();
  const most = Math.max(...perDay, 1);
  const step = WIDTH / perDay.length;
  const total = perDay.reduce((sum, leads) => sum + leads, 0);
  return (
    <figure className={classes.sparkline}>
      <svg
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        preserveAspectRatio="none"
        role="img"
        aria-label={t('sources.perDay', { count: total, days: perDay.length })}
      >
        <line x1="0" x2={WIDTH} y1={HEIGHT - 0.5} y2={HEIGHT - 0.5} className={classes.ground} />
        {perDay.map((leads, day) =>
          leads === 0 ? null : (
            <rect
              key={day}
              x={day * step}
              y={HEIGHT - 1 - (leads / most) * (HEIGHT - 2)}
              width={Math.max(step - 1, 1)}
              height={(leads / most) * (HEIGHT - 2)}
              className={classes.bar}
            />
          ),
        )}
      </svg>
      <figcaption className={classes.soft}>
        {t('sources.perDay', { count: total, days: perDay.length })}
      </figcaption>
    </figure>
  );
};
