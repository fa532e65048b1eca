import { UsageError } from '../errors.ts';
import type { Command } from './command.ts';
import { EXIT } from './exit-code.ts';
import { choicePositional, flag, textOption } from './option-kinds.ts';
import { TENANT_OPTIONS } from './report-options.ts';
import type { Action } from './shell.ts';
import { VOICE_OPTIONS } from './voice-options.ts';

const WHAT = ['prune'] as const;

const OPTIONS = {
  config: TENANT_OPTIONS.config,
  keep: textOption('keep', 'How long to keep what was collected: 7y, 18mo, 400d'),
  'dry-run': flag('Only say what would be forgotten'),
  ...VOICE_OPTIONS,
} as const;

type PruneArgs = { readonly config: string | undefined; readonly keep: string | undefined; readonly dryRun: boolean | undefined };

const usage = (text: string): UsageError =>
  new UsageError('bad-usage', text, { hint: 'Write "vdc-report archive prune --keep 7y --dry-run" to see what would go.' });

const pruneAction =
  ({ config: named, keep, dryRun = false }: PruneArgs): Action =>
  async (shell) => {
    if (keep === undefined) throw usage('archive prune needs --keep: nothing is forgotten unless you say how long to keep it.');
    const { loadConfig } = await import('../config/load-config.ts');
    const { pruneArchive } = await import('../run/prune.ts');
    const { pruneJson, pruneText } = await import('./prune-summary.ts');
    const { config } = await loadConfig(named, shell.world);
    const outcome = await pruneArchive({ config, keep, dryRun }, shell.world);
    shell.result(shell.voice.json ? pruneJson(outcome, EXIT.done) : pruneText(outcome, config.timezone));
    return EXIT.done;
  };

const nothingNamed: Action = async () => {
  throw usage('archive expects prune.');
};

export const archiveCommand: Command = {
  name: 'archive',
  options: Object.keys(OPTIONS),
  register: (yargs, choose) =>
    yargs.command(
      'archive [what]',
      'Forget for good what the archive need not keep any longer',
      (command) =>
        command
          .positional('what', choicePositional('archive', 'What to do', WHAT))
          .options(OPTIONS)
          .example('$0 archive prune --keep 7y --dry-run', 'what would be forgotten')
          .example('$0 archive prune --keep 7y', 'forget it'),
      (args) => choose(args, args.what === undefined ? nothingNamed : pruneAction(args)),
    ),
};
