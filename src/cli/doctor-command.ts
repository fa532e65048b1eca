import type { TenantConfig } from '../config/config.ts';
import { UsageError } from '../errors.ts';
import type { DoctorRequest, KnownConfig, Read, Readers } from '../run/doctor/contract.ts';
import type { TenantArgs } from './choose-tenants.ts';
import { withKeys } from './choose-tenants.ts';
import type { Command } from './command.ts';
import { doctorExit, doctorJson, doctorText } from './doctor-summary.ts';
import { readyBranding } from './ready-branding.ts';
import { readyDisclosures } from './ready-disclosures.ts';
import { checkSchedules } from './ready-due.ts';
import { readySigning } from './ready-signing.ts';
import { readySmtp } from './ready-smtp.ts';
import { TENANT_OPTIONS } from './report-options.ts';
import { selectTenants } from './select-tenants.ts';
import type { Action, Shell } from './shell.ts';
import { paintFor } from './terminal.ts';
import { VOICE_OPTIONS } from './voice-options.ts';

const OPTIONS = { ...TENANT_OPTIONS, ...VOICE_OPTIONS } as const;

/** What other commands note aloud becomes part of a check. */
const overhear = async <Thing>(shell: Shell, read: (quiet: Shell) => Promise<Thing>): Promise<Read<Thing>> => {
  const notices: string[] = [];
  const value = await read({ ...shell, tell: (text) => void notices.push(text.replace(/^Note: /u, '')) });
  return { value, notices };
};

const onlyOne = async <Thing>(read: Promise<readonly Thing[]>): Promise<Thing> => {
  const [first] = await read;
  if (first === undefined) throw new Error('a tenant was not read');
  return first;
};

const readersFor = (known: KnownConfig | null, shell: Shell): Readers => ({
  tenant: (tenant) => overhear(shell, (quiet) => onlyOne(withKeys([tenant], quiet))),
  smtp: (smtp) => overhear(shell, (quiet) => readySmtp(smtp, quiet)),
  signing: (part) => overhear(shell, (quiet) => readySigning(part, true, quiet)),
  logo: (tenant) => overhear(shell, (quiet) => readyBranding([tenant], quiet)),
  responses: (tenant) =>
    overhear(shell, async () => {
      const { loadResponses } = await import('../config/load-responses.ts');
      return loadResponses([tenant], known?.config.tenants ?? []);
    }),
  pseudonyms: (tenant) => overhear(shell, (quiet) => readyDisclosures([tenant], { redact: undefined, evidence: undefined }, quiet)),
  schedules: () =>
    overhear(shell, async () => (known === null ? undefined : checkSchedules('serve', known.config, known.tenants, shell.world.now()))),
});

const configurationOf = async (args: TenantArgs, shell: Shell): Promise<KnownConfig | UsageError> => {
  const { loadConfig } = await import('../config/load-config.ts');
  const loaded = await loadConfig(args.config, shell.world).catch((error: unknown) => {
    if (error instanceof UsageError) return error;
    throw error;
  });
  if (loaded instanceof UsageError) return loaded;
  const tenants: readonly TenantConfig[] = selectTenants(loaded.config.tenants, args.tenant ?? []);
  return { ...loaded, tenants };
};

const doctorAction =
  (args: TenantArgs): Action =>
  async (shell) => {
    const { world, signal, voice, tell, result } = shell;
    const configuration = await configurationOf(args, shell);
    const readers = readersFor(configuration instanceof UsageError ? null : configuration, shell);
    tell('Each part is tried; nothing is sent to anybody, and nothing that is read is kept.\n');
    const { examine } = await import('../run/doctor/examine.ts');
    const request: DoctorRequest = { configuration, readers, signal };
    const rows = await examine(request, world);
    const code = doctorExit(rows);
    result(voice.json ? doctorJson(rows, code) : doctorText(rows, world.stdout.columns, paintFor(world.stdout, world.env)));
    return code;
  };

export const doctorCommand: Command = {
  name: 'doctor',
  options: Object.keys(OPTIONS),
  register: (yargs, choose) =>
    yargs.command(
      'doctor',
      'Try each part that reports need, and say what to mend: configuration, keys, API, archive, mail server, browser, schedules',
      (command) =>
        command
          .options(OPTIONS)
          .example('$0 doctor', 'everything, for all tenants')
          .example('$0 doctor --tenant contoso --json', 'one tenant, for a program'),
      (args) => choose(args, doctorAction(args)),
    ),
};
