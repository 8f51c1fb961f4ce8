import { Badge, NativeSelect } from '@mantine/core';
import { Link, useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { type Holder, ownTimes } from '../../domain/escalation/holders.ts';
import type { EscalationSettings } from '../../domain/escalation/settings.ts';
import classes from './holder-chooser.module.css';
import { readHolderSearch, searchFor } from './holder-search.ts';
import type { Places } from './places.ts';

interface Props {
  places: Places;
  settings: EscalationSettings;
  chosen: Holder;
}

const PAGE = '/einstellungen/eskalation';

/** Whose times are shown; who has times of their own is marked, so that no exception hides. */
export const HolderChooser = ({ places, settings, chosen }: Props) => {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const groups = useGroups(places, settings);
  return (
    <>
      <NativeSelect
        hiddenFrom="sm"
        label={t('escalation.holder.whose')}
        value={valueOf(chosen)}
        onChange={(event) => {
          const search = readHolderSearch(Object.fromEntries(new URLSearchParams(event.currentTarget.value)));
          void navigate({ to: PAGE, search });
        }}
        data={groups.map(({ label, holders }) => ({
          group: label,
          items: holders.map(({ name, own, ...holder }) => ({
            value: valueOf(holder),
            label: own > 0 ? `${name} (${t('escalation.holder.own', { count: own })})` : name,
          })),
        }))}
      />
      <nav className={classes.list} aria-label={t('escalation.holder.whose')}>
        {groups.map(({ label, holders }) => (
          <div key={label}>
            <h2 className={classes.heading}>{label}</h2>
            <ul className={classes.items}>
              {holders.map(({ name, own, ...holder }) => (
                <li key={valueOf(holder)}>
                  <Link
                    to={PAGE}
                    search={searchFor(holder)}
                    className={classes.link}
                    data-chosen={valueOf(holder) === valueOf(chosen) || undefined}
                    aria-current={valueOf(holder) === valueOf(chosen) ? 'page' : undefined}
                    resetScroll={false}
                  >
                    <span>{name}</span>
                    {own > 0 ? (
                      <Badge variant="light" size="sm" className={classes.badge}>
                        {t('escalation.holder.own', { count: own })}
                      </Badge>
                    ) : null}
                  </Link>
                </li>
              ))}
            </ul>
          </div>
        ))}
      </nav>
    </>
  );
};

type Choice = Holder & { readonly name: string; readonly own: number };

/** The dealership, its branches, the sources of each: the only branch is left out unless it has times of its own. */
const useGroups = ({ branches, sources }: Places, settings: EscalationSettings) => {
  const { t } = useTranslation();
  const choice = (holder: Holder, name: string): Choice => ({
    ...holder,
    name,
    own: holder.origin === 'dealership' ? 0 : Object.keys(ownTimes(settings, holder)).length,
  });
  const single = branches.length === 1;
  const groups = [
    {
      label: t('escalation.holder.group.dealership'),
      holders: [choice({ origin: 'dealership' }, t('escalation.holder.dealership'))],
    },
    {
      label: t('escalation.holder.group.branches'),
      holders: branches
        .map(({ id, name }) => choice({ origin: 'branch', id }, name))
        .filter(({ own }) => !single || own > 0),
    },
    ...branches.map((branch) => ({
      label: single
        ? t('escalation.holder.group.sources')
        : t('escalation.holder.group.sourcesOf', { branch: branch.name }),
      holders: sources
        .filter(({ branchId }) => branchId === branch.id)
        .map(({ id, name }) => choice({ origin: 'source', id }, name)),
    })),
  ];
  return groups.filter(({ holders }) => holders.length > 0);
};

/** A holder as the value of a choice; the same text as in the address. */
const valueOf = (holder: Holder) => new URLSearchParams({ ...searchFor(holder) }).toString();
