import { chooseTenants, type TenantArgs } from './choose-tenants.ts';
import type { Command } from './command.ts';
import { EXIT } from './exit-code.ts';
import { numberOption, textOption } from './option-kinds.ts';
import { DEFAULT_PARALLEL, PARALLEL_OPTION } from './parallel-option.ts';
import { checkSchedules } from './ready-due.ts';
import { readyRequest } from './ready-request.ts';
import { REPORT_OPTIONS, TENANT_OPTIONS } from './report-options.ts';
import type { Action } from './shell.ts';
import { VOICE_OPTIONS } from './voice-options.ts';

const DEFAULT_HOST = '127.0.0.1';
const DEFAULT_PORT = 9480;

const OPTIONS = {
  ...TENANT_OPTIONS,
  out: REPORT_OPTIONS.out,
  browser: REPORT_OPTIONS.browser,
  ...PARALLEL_OPTION,
  host: textOption('host', `Address to answer probes and Prometheus on (default ${DEFAULT_HOST})`),
  port: numberOption('port', `Its port; 0: any free one (default ${String(DEFAULT_PORT)})`, [0, 65535]),
  ...VOICE_OPTIONS,
} as const;

type Args = TenantArgs & {
  readonly [Name in 'out' | 'browser' | 'host']: string | undefined;
} & { readonly [Name in 'parallel' | 'port']: number | undefined };

const serveAction =
  (args: Args): Action =>
  async (shell) => {
    const { world, voice, result } = shell;
    const { config, tenants } = await chooseTenants(args, shell);
    await checkSchedules('serve', config, tenants, world.now());
    const output = { ...args, format: undefined, redact: undefined, evidence: undefined };
    const prepare = async () => ({
      ...(await readyRequest('run', output, { config, tenants, mail: true }, shell)),
      periodText: 'previous-month',
      asOf: null,
    });
    const { serve } = await import('../run/serve/serve.ts');
    const { createLog } = await import('../run/serve/log.ts');
    const log = createLog({ level: voice.verbose ? 'debug' : voice.quiet ? 'warn' : 'info', now: world.now, write: result });
    const listening = { host: args.host ?? DEFAULT_HOST, port: args.port ?? DEFAULT_PORT };
    await serve({ request: await prepare(), prepare, tenants, atOnce: args.parallel ?? DEFAULT_PARALLEL, listening, log }, world);
    return EXIT.done;
  };

export const serveCommand: Command = {
  name: 'serve',
  options: Object.keys(OPTIONS),
  register: (yargs, choose) =>
    yargs.command(
      'serve',
      'Keep the schedules of the configuration until it is ended, with a log of JSON lines, probes and metrics',
      (command) =>
        command
          .options(OPTIONS)
          .example('$0 serve', 'every schedule, every tenant')
          .example('$0 serve --host 0.0.0.0 --port 9480 --parallel 4', 'in a container, where others ask how it is'),
      (args) => choose(args, serveAction(args)),
    ),
};
