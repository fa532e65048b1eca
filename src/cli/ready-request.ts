import { resolve } from 'node:path';
import type { Config, Format, ReadySmtp, TenantConfig } from '../config/config.ts';
import type { Redaction } from '../model/redaction.ts';
import type { RunRequest } from '../run/contract.ts';
import { withKeys, type Chosen, type TenantArgs } from './choose-tenants.ts';
import { readyBranding } from './ready-branding.ts';
import { readyDisclosures } from './ready-disclosures.ts';
import { readySigning } from './ready-signing.ts';
import { readySmtp } from './ready-smtp.ts';
import type { EVIDENCE_CHOICES } from './report-options.ts';
import type { Shell } from './shell.ts';

/** What a command line says of all reports that it makes, whatever their period. */
export type OutputArgs = TenantArgs & {
  readonly out: string | undefined;
  readonly format: readonly Format[] | undefined;
  readonly redact: Redaction | undefined;
  readonly evidence: (typeof EVIDENCE_CHOICES)[number] | undefined;
  readonly browser: string | undefined;
};

/** A name without a slash is looked for along PATH. */
export const browserPath = (cwd: string, named: string): string => (/[/\\]/.test(named) ? resolve(cwd, named) : named);

/** Nothing is read where nobody would get a mail. */
const mailServer = async (config: Config, tenants: readonly TenantConfig[], shell: Shell): Promise<ReadySmtp | null> =>
  config.smtp === null || (config.operators.length === 0 && tenants.every(({ email }) => email.to.length === 0))
    ? null
    : readySmtp(config.smtp, shell);

/** Without network no key is needed, so none is read. */
const tenantsFor = async (mode: RunRequest['mode'], tenants: readonly TenantConfig[], shell: Shell) =>
  mode === 'run' ? withKeys(tenants, shell) : tenants.map((tenant) => ({ ...tenant, apiKey: '' }));

/** Reads all that making reports needs, and names every mistake in it before anything runs. Throws UsageError. */
export const readyRequest = async (
  mode: RunRequest['mode'],
  args: OutputArgs,
  { config, tenants, mail }: Chosen & { readonly mail: boolean },
  shell: Shell,
): Promise<Omit<RunRequest, 'periodText' | 'asOf'>> => {
  const { world, signal } = shell;
  const ready = await tenantsFor(mode, tenants, shell);
  const { loadResponses } = await import('../config/load-responses.ts');
  return {
    mode,
    config,
    tenants: ready,
    smtp: mail ? await mailServer(config, tenants, shell) : null,
    signing: await readySigning(
      config.signing,
      tenants.some(({ report }) => (args.format ?? report.formats).includes('pdf')),
      shell,
    ),
    disclosures: await readyDisclosures(tenants, args, shell),
    responses: await loadResponses(tenants, config.tenants),
    brandings: await readyBranding(tenants, shell),
    out: args.out === undefined ? config.output : resolve(world.cwd, args.out),
    formats: args.format ?? null,
    browser: args.browser === undefined ? config.browser : browserPath(world.cwd, args.browser),
    signal,
  };
};
