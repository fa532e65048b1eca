import { globTest } from '../config/glob.ts';
import { nearest } from '../config/nearest.ts';
import { UsageError } from '../errors.ts';

const MOST_NAMED = 20;

const unknownTenant = (glob: string, ids: readonly string[]): UsageError => {
  const meant = nearest(glob, ids);
  const rest = ids.length > MOST_NAMED ? `, … (${ids.length} in all)` : '';
  return new UsageError(
    'unknown-tenant',
    `--tenant ${JSON.stringify(glob)} fits no tenant of the configuration.${meant === null ? '' : ` Did you mean ${meant}?`}`,
    {
      hint: `Tenants: ${ids.slice(0, MOST_NAMED).join(', ')}${rest}.`,
    },
  );
};

/** The tenants whose id fits any of the globs, in the order of the configuration; all without globs. Each glob must fit one. */
export const selectTenants = <Tenant extends { readonly id: string }>(tenants: readonly Tenant[], globs: readonly string[]): readonly Tenant[] => {
  if (globs.length === 0) return tenants;
  const ids = tenants.map(({ id }) => id);
  const tests = globs.map(globTest);
  const idle = tests.findIndex((test) => !ids.some(test));
  if (idle >= 0) throw unknownTenant(globs[idle] ?? '', ids);
  return tenants.filter(({ id }) => tests.some((test) => test(id)));
};
