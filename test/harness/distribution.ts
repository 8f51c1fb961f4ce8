import type { DistributionSettings } from '../../src/domain/distribution/settings.ts';
import type { Dealership } from './world.ts';

/** Changes who gets new enquiries, the rest as it is; by the admin. */
export const changeDistribution = async (
  { admin }: Dealership,
  change: Partial<DistributionSettings>,
): Promise<void> => {
  const path = '/api/distribution/settings';
  const { settings, version } = await admin.get<{ settings: DistributionSettings; version: number }>(path);
  await admin.put(path, { settings: { ...settings, ...change }, basedOnVersion: version });
};
