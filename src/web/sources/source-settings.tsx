import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { modeFor } from '../../domain/distribution/settings.ts';
import { ownTimes } from '../../domain/escalation/holders.ts';
import { acknowledgementsQuery } from '../acknowledgement/queries.ts';
import { distributionQuery } from '../distribution/queries.ts';
import { settingsQuery } from '../escalation/queries.ts';
import { LinkAnchor } from '../ui/links.tsx';
import type { Source } from './queries.ts';

/** What holds for the enquiries of a source and is set elsewhere, each with the way there; parts of a list of facts. */
export const SourceSettings = ({ source: { id, branchId } }: { source: Source }) => {
  const { t } = useTranslation();
  const distribution = useQuery(distributionQuery).data;
  const acknowledgements = useQuery(acknowledgementsQuery).data;
  const times = useQuery(settingsQuery).data?.settings;

  const modeText = () => {
    if (!distribution) return '…';
    const { mode, by } = modeFor(distribution.settings, { branchId, sourceId: id });
    const value = t(`distribution.mode.${mode}.title`);
    return by === 'source' ? value : t('sources.settings.likeBranch', { value });
  };
  const acknowledgementText = () => {
    const branch = acknowledgements?.branches.find((one) => one.id === branchId);
    if (!branch) return '…';
    const own = branch.sources.find((one) => one.id === id)?.spec;
    const on = own?.on ?? branch.spec.on;
    const value = t(on ? 'sources.settings.acknowledged' : 'sources.settings.unacknowledged');
    return own ? value : t('sources.settings.likeBranch', { value });
  };
  const timesText = () => {
    if (!times) return '…';
    const has = (own: object) => Object.keys(own).length > 0;
    if (has(ownTimes(times, { origin: 'source', id }))) return t('sources.settings.ownTimes');
    return has(ownTimes(times, { origin: 'branch', id: branchId }))
      ? t('sources.settings.timesOfBranch')
      : t('sources.settings.timesOfDealership');
  };

  return (
    <>
      <div>
        <dt>{t('sources.settings.distribution')}</dt>
        <dd>
          <LinkAnchor to="/einstellungen/verteilung">{modeText()}</LinkAnchor>
        </dd>
      </div>
      <div>
        <dt>{t('sources.settings.acknowledgement')}</dt>
        <dd>
          <LinkAnchor to="/einstellungen/eingangsbestaetigung">{acknowledgementText()}</LinkAnchor>
        </dd>
      </div>
      <div>
        <dt>{t('sources.settings.times')}</dt>
        <dd>
          <LinkAnchor to="/einstellungen/eskalation" search={{ quelle: id }}>
            {timesText()}
          </LinkAnchor>
        </dd>
      </div>
    </>
  );
};
