import { readFile } from 'node:fs/promises';
import type { ReadyTenant } from '../config/config.ts';
import { UserError } from '../errors.ts';
import { SOURCE_DEFAULTS, type SourceOptions } from '../vdc/options.ts';

const readCa = async (path: string | null, tenantId: string): Promise<string | null> => {
  if (path === null) return null;
  return readFile(path, 'utf8').catch((cause: unknown) => {
    throw new UserError('ca-file', `Tenant ${tenantId}: the CA file ${path} cannot be read.`, { hint: 'Check caFile in the configuration.', cause });
  });
};

/** Proxies are named in capital or small letters. */
export const variable = (env: Readonly<Record<string, string | undefined>>, name: string) => env[name] ?? env[name.toLowerCase()] ?? null;

/** What the source client needs to know of a tenant. */
export const sourceOptions = async (tenant: ReadyTenant, env: Readonly<Record<string, string | undefined>>): Promise<SourceOptions> => ({
  baseUrl: tenant.baseUrl,
  apiKey: tenant.apiKey,
  auth: tenant.auth,
  concurrency: tenant.concurrency,
  timeouts: { attemptMs: tenant.timeouts.attempt, totalMs: tenant.timeouts.total },
  attempts: SOURCE_DEFAULTS.attempts,
  maxBodyBytes: tenant.maxBody,
  caPem: await readCa(tenant.caFile, tenant.id),
  proxy: { https: variable(env, 'HTTPS_PROXY'), no: variable(env, 'NO_PROXY') },
  paths: { ...SOURCE_DEFAULTS.paths, ...tenant.paths },
});
