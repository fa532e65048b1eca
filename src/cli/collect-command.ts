import { chooseTenants, withKeys, type TenantArgs } from './choose-tenants.ts';
import type { Command } from './command.ts';
import { exitCode } from './exit-code.ts';
import { createProgress } from './progress.ts';
import { TENANT_OPTIONS } from './report-options.ts';
import type { Action } from './shell.ts';
import { paintFor } from './terminal.ts';
import { VOICE_OPTIONS } from './voice-options.ts';

const OPTIONS = { ...TENANT_OPTIONS, ...VOICE_OPTIONS } as const;

const collectAction =
  (args: TenantArgs): Action =>
  async (shell) => {
    const { config, tenants: chosen } = await chooseTenants(args, shell);
    const tenants = await withKeys(chosen, shell);
    const { collectTenants } = await import('../run/collect.ts');
    const { collectJson, collectText } = await import('./collect-summary.ts');
    const progress = createProgress(shell);
    const outcome = await collectTenants({ config, tenants, signal: shell.signal }, shell.world, progress.onEvent).finally(progress.end);
    shell.signal.throwIfAborted();
    const code = exitCode({ missing: outcome.tenants.some(({ missing, error }) => missing.length > 0 || error !== null) });
    const { stdout, env } = shell.world;
    shell.result(shell.voice.json ? collectJson(outcome, code) : collectText(outcome, paintFor(stdout, env)));
    return code;
  };

export const collectCommand: Command = {
  name: 'collect',
  options: Object.keys(OPTIONS),
  register: (yargs, choose) =>
    yargs.command(
      'collect',
      'Bring home what is new and keep it in the archive: daily, so that nothing is ever missing',
      (command) =>
        command.options(OPTIONS).example('$0 collect', 'every tenant').example('$0 collect --tenant "eu-*" --quiet', 'some tenants, from cron'),
      (args) => choose(args, collectAction(args)),
    ),
};
