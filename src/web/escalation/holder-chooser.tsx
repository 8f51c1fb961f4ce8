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
  const groups = groupsOf(places, settings).map((group) => ({
    ...group,
    holders: group.holders.map((holder) => ({
      ...holder,
      own: holder.origin === 'dealership' ? 0 : Object.keys(ownTimes(settings, holder)).length,
    })),
  }));
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
          group: t(`escalation.holder.group.${label}`),
          items: holders.map(({ name, own, ...holder }) => ({
            value: valueOf(holder),
            label: own > 0 ? `${name} (${t('escalation.holder.own', { count: own })})` : name,
          })),
        }))}
      />
      <nav className={classes.list} aria-label={t('escalation.holder.whose')}>
        {groups.map(({ label, holders }) => (
          <div key={label}>
            <h2 className={classes.heading}>{t(`escalation.holder.group.${label}`)}</h2>
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

type Named = Holder & { readonly name: string };

/** The only branch is the dealership itself, unless it has times of its own. */
const groupsOf = ({ branches, sources, holderName }: Places, settings: EscalationSettings) => {
  const dealership = { origin: 'dealership' } as const;
  const ofBranches = branches.map(({ id, name }) => ({ origin: 'branch', id, name }) as const);
  const hidden = branches.length === 1 && ofBranches.every((one) => !settings.branches[one.id]);
  const groups: { label: 'dealership' | 'branches' | 'sources'; holders: Named[] }[] = [
    { label: 'dealership', holders: [{ ...dealership, name: holderName(dealership) }] },
    { label: 'branches', holders: hidden ? [] : ofBranches },
    { label: 'sources', holders: sources.map(({ id, name }) => ({ origin: 'source', id, name })) },
  ];
  return groups.filter(({ holders }) => holders.length > 0);
};

/** A holder as the value of a choice; the same text as in the address. */
const valueOf = (holder: Holder) => new URLSearchParams({ ...searchFor(holder) }).toString();
