import { resolve } from 'node:path';
import type { Config, Format, ReadySmtp, TenantConfig } from '../config/config.ts';
import type { Instant } from '../model/instant.ts';
import type { Redaction } from '../model/redaction.ts';
import type { RunRequest } from '../run/contract.ts';
import { noArchive } from '../run/no-archive.ts';
import { requireArchive } from '../run/open-archive.ts';
import { chooseTenants, withKeys, type TenantArgs } from './choose-tenants.ts';
import { readyBranding } from './ready-branding.ts';
import { readyDisclosures } from './ready-disclosures.ts';
import { readySigning } from './ready-signing.ts';
import { readySmtp } from './ready-smtp.ts';
import type { EVIDENCE_CHOICES } from './report-options.ts';
import type { Action, Shell } from './shell.ts';

export type ReportArgs = TenantArgs & {
  readonly period: string | undefined;
  readonly asOf: string | undefined;
  readonly out: string | undefined;
  readonly format: readonly Format[] | undefined;
  readonly redact: Redaction | undefined;
  readonly evidence: (typeof EVIDENCE_CHOICES)[number] | undefined;
  readonly gate: boolean | undefined;
  readonly browser: string | undefined;
};

/** A name without a slash is looked for along PATH. */
export const browserPath = (cwd: string, named: string): string => (/[/\\]/.test(named) ? resolve(cwd, named) : named);

/** Nothing is read where nobody would get a mail. */
const mailServer = async (config: Config, tenants: readonly TenantConfig[], shell: Shell): Promise<ReadySmtp | null> =>
  config.smtp === null || (config.operators.length === 0 && tenants.every(({ email }) => email.to.length === 0))
    ? null
    : readySmtp(config.smtp, shell);

/** Every mistake in the times is found before anything runs: the period is tried in each tenant's zone. */
const readTimes = async (args: ReportArgs, config: Config, tenants: readonly TenantConfig[], now: Instant) => {
  const { readPeriod } = await import('../config/period.ts');
  const { readInstant } = await import('../config/read-instant.ts');
  const { checkRhythms } = await import('../config/check-rhythms.ts');
  const asOf = args.asOf === undefined ? null : readInstant(args.asOf, { timezone: config.timezone, now });
  const periodText = args.period ?? 'previous-month';
  for (const { id, timezone, policy } of tenants) checkRhythms(id, policy, readPeriod(periodText, { timezone, now: asOf ?? now }));
  return { asOf, periodText };
};

/** Without network no key is needed, so none is read. */
const tenantsFor = async (mode: RunRequest['mode'], tenants: readonly TenantConfig[], shell: Shell) =>
  mode === 'run' ? withKeys(tenants, shell) : tenants.map((tenant) => ({ ...tenant, apiKey: '' }));

/** Makes the reports that a command line asks for: `run` collects first and may mail, `report` has the archive alone. */
export const makeReports =
  (mode: RunRequest['mode'], args: ReportArgs, mail: boolean): Action =>
  async (shell) => {
    const { world, signal } = shell;
    const { config, tenants } = await chooseTenants(args, shell);
    if (mode === 'report' && config.archive === 'none') throw noArchive(mode);
    const times = await readTimes(args, config, tenants, world.now());
    if (mode === 'report') requireArchive(config);
    const ready = await tenantsFor(mode, tenants, shell);
    const { loadResponses } = await import('../config/load-responses.ts');
    const { reportRun } = await import('./report-run.ts');
    const request = {
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
      ...times,
      out: args.out === undefined ? config.output : resolve(world.cwd, args.out),
      formats: args.format ?? null,
      browser: args.browser === undefined ? config.browser : browserPath(world.cwd, args.browser),
      signal,
    };
    return reportRun(request, args.gate ?? false, shell);
  };
