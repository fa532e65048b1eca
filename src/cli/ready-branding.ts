import type { TenantConfig } from '../config/config.ts';
import type { RunRequest } from '../run/contract.ts';
import type { Shell } from './shell.ts';

/** The look of each tenant that has one of its own. Throws UsageError where a logo cannot be used. */
export const readyBranding = async (tenants: readonly TenantConfig[], shell: Shell): Promise<RunRequest['brandings']> => {
  const { loadBranding } = await import('../config/load-branding.ts');
  const { brandings, notices } = await loadBranding(tenants);
  notices.forEach((notice) => shell.tell(`Note: ${notice}`));
  return brandings;
};
