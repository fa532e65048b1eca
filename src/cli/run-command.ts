import { resolve } from 'node:path';
import { FORMATS, type Config, type ReadySmtp, type TenantConfig } from '../config/config.ts';
import type { Instant } from '../model/instant.ts';
import type { Command } from './command.ts';
import { choicesOption, flag, listOption, textOption } from './option-kinds.ts';
import type { Action, Shell } from './shell.ts';
import { VOICE_OPTIONS } from './voice-options.ts';

const OPTIONS = {
  config: textOption('config', 'Configuration file; default: vdc-report.yaml, .yml or .json here'),
  tenant: listOption('tenant', 'Only tenants whose id fits this glob'),
  period: textOption(
    'period',
    'Window to report: 2026-10, 2026-W44, 2026-Q3, 2026, 2026-10-01, 2026-10-01/2026-10-15 (end not included), previous-month, previous-week, previous-quarter, previous-year, last-30-days; default: previous-month',
  ),
  'as-of': textOption('as-of', 'State what was known at this instant, such as 2026-11-02T05:00:00Z; default: now'),
  out: textOption('out', 'Folder for the reports; default: the one of the configuration'),
  format: choicesOption('format', 'What to write instead of what is configured', FORMATS),
  gate: flag('Exit with 1 when a verdict is not pass'),
  browser: textOption('browser', 'Chromium or Chrome that prints the PDF'),
  'no-mail': flag('Send no mail; email.eml is written all the same'),
  ...VOICE_OPTIONS,
} as const;

type RunArgs = {
  readonly config: string | undefined;
  readonly tenant: readonly string[] | undefined;
  readonly period: string | undefined;
  readonly asOf: string | undefined;
  readonly out: string | undefined;
  readonly format: readonly (typeof FORMATS)[number][] | undefined;
  readonly gate: boolean | undefined;
  readonly browser: string | undefined;
  readonly noMail: boolean | undefined;
};

/** A name without a slash is looked for along PATH. */
export const browserPath = (cwd: string, named: string): string => (/[/\\]/.test(named) ? resolve(cwd, named) : named);

const readySmtp = async (config: Config, tenants: readonly TenantConfig[], shell: Shell): Promise<ReadySmtp | null> => {
  if (config.smtp === null || tenants.every(({ email }) => email.to.length === 0)) return null;
  const { resolveSmtp } = await import('../config/secrets.ts');
  const { value, notices } = await resolveSmtp(config.smtp, shell.world.env);
  for (const secret of [value.password, value.oauth2?.clientSecret]) if (secret !== null && secret !== undefined) shell.hide(secret);
  notices.forEach((notice) => shell.tell(`Note: ${notice}`));
  return value;
};

/** Every mistake in the times is found before anything runs: the period is tried in each tenant's zone. */
const readTimes = async (args: RunArgs, config: Config, tenants: readonly TenantConfig[], now: Instant) => {
  const { readPeriod } = await import('../config/period.ts');
  const { readInstant } = await import('../config/read-instant.ts');
  const asOf = args.asOf === undefined ? null : readInstant(args.asOf, { timezone: config.timezone, now });
  const periodText = args.period ?? 'previous-month';
  for (const timezone of new Set(tenants.map((tenant) => tenant.timezone))) readPeriod(periodText, { timezone, now: asOf ?? now });
  return { asOf, periodText };
};

const runAction =
  (args: RunArgs): Action =>
  async (shell) => {
    const { world, signal } = shell;
    const { loadConfig } = await import('../config/load-config.ts');
    const { selectTenants } = await import('./select-tenants.ts');
    const { resolveTenants } = await import('../config/secrets.ts');
    const { config, notices } = await loadConfig(args.config, world);
    notices.forEach((notice) => shell.tell(`Note: ${notice}`));
    const selected = selectTenants(config.tenants, args.tenant ?? []);
    const times = await readTimes(args, config, selected, world.now());
    const ready = await resolveTenants(selected, world.env);
    ready.value.forEach(({ apiKey }) => shell.hide(apiKey));
    ready.notices.forEach((notice) => shell.tell(`Note: ${notice}`));
    const { reportRun } = await import('./report-run.ts');
    const request = {
      mode: 'run' as const,
      config,
      tenants: ready.value,
      smtp: args.noMail === true ? null : await readySmtp(config, selected, shell),
      ...times,
      out: args.out === undefined ? config.output : resolve(world.cwd, args.out),
      formats: args.format ?? null,
      browser: args.browser === undefined ? config.browser : browserPath(world.cwd, args.browser),
      signal,
    };
    return reportRun(request, args.gate ?? false, shell);
  };

export const runCommand: Command = {
  name: 'run',
  options: Object.keys(OPTIONS),
  register: (yargs, choose) =>
    yargs.command(
      'run',
      'Collect, analyse, write and deliver the report of one period, for one tenant or all',
      (command) =>
        command
          .options(OPTIONS)
          .example('$0 run', 'the previous month of every tenant')
          .example('$0 run --tenant contoso --period 2026-10', 'one tenant, one month')
          .example('$0 run --tenant "eu-*" --period previous-week --no-mail', 'some tenants, without mail')
          .example('$0 run --gate --json', 'for a pipeline: one JSON document, and exit code 1 unless all pass'),
      (args) => choose(args, runAction(args)),
    ),
};
