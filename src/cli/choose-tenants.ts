import type { Config, ReadyTenant, TenantConfig } from '../config/config.ts';
import type { Shell } from './shell.ts';

/** What a command is asked to work on: the configuration, and the tenants of it that were named. */
export type Chosen = { readonly config: Config; readonly tenants: readonly TenantConfig[] };

export type TenantArgs = { readonly config: string | undefined; readonly tenant: readonly string[] | undefined };

/** Reads the configuration and picks the tenants. Throws UsageError where either is wrong. */
export const chooseTenants = async (args: TenantArgs, shell: Shell): Promise<Chosen> => {
  const { loadConfig } = await import('../config/load-config.ts');
  const { selectTenants } = await import('./select-tenants.ts');
  const { config, notices } = await loadConfig(args.config, shell.world);
  notices.forEach((notice) => shell.tell(`Note: ${notice}`));
  return { config, tenants: selectTenants(config.tenants, args.tenant ?? []) };
};

/** The tenants with their API keys, which this shell will never print. Throws UsageError that names every key that is missing. */
export const withKeys = async (tenants: readonly TenantConfig[], shell: Shell): Promise<readonly ReadyTenant[]> => {
  const { resolveTenants } = await import('../config/secrets.ts');
  const { value, notices } = await resolveTenants(tenants, shell.world.env);
  value.forEach(({ apiKey }) => shell.hide(apiKey));
  notices.forEach((notice) => shell.tell(`Note: ${notice}`));
  return value;
};
