import yargs from 'yargs';
import { UsageError } from '../errors.ts';
import { archiveCommand } from './archive-command.ts';
import { collectCommand } from './collect-command.ts';
import type { Command } from './command.ts';
import { demoCommand } from './demo-command.ts';
import { doctorCommand } from './doctor-command.ts';
import { explainUsage } from './explain-usage.ts';
import { initCommand } from './init-command.ts';
import { keysCommand } from './keys-command.ts';
import { previewCommand } from './preview-command.ts';
import { reportCommand } from './report-command.ts';
import { runCommand } from './run-command.ts';
import { schemaCommand } from './schema-command.ts';
import type { Action } from './shell.ts';
import { sendCommand } from './send-command.ts';
import { serveCommand } from './serve-command.ts';
import { simulateCommand } from './simulate-command.ts';
import { verifyCommand } from './verify-command.ts';
import type { WrittenVoice } from './voice-options.ts';

export const COMMANDS: readonly Command[] = [
  initCommand,
  doctorCommand,
  runCommand,
  collectCommand,
  reportCommand,
  sendCommand,
  serveCommand,
  verifyCommand,
  keysCommand,
  archiveCommand,
  previewCommand,
  demoCommand,
  simulateCommand,
  schemaCommand,
];

const EPILOGUE =
  'Exit codes: 0 done; 1 with --gate, a verdict is not pass, or verify found what does not agree; 2 the command line or the configuration is wrong; ' +
  '3 something is missing, and named; 70 a bug; 130 and 143 interrupted.';

const NO_COMMAND = 'Name a command.';

const WIDEST_HELP = 110;

/** `print`: help, version or completion, ready to be printed. */
export type CommandLine =
  { readonly kind: 'print'; readonly text: string } | { readonly kind: 'act'; readonly voice: WrittenVoice; readonly action: Action };

export type CommandLineContext = { readonly version: string; readonly columns: number };

const createParser = ({ version, columns }: CommandLineContext) =>
  yargs()
    .scriptName('vdc-report')
    .usage('$0 <command>\n\nBackup compliance reports for Veeam Data Cloud for Microsoft 365.')
    .detectLocale(false)
    .exitProcess(false)
    .parserConfiguration({
      'boolean-negation': false,
      'dot-notation': false,
      'greedy-arrays': false,
      'parse-numbers': false,
      'parse-positional-numbers': false,
    })
    .strict()
    .demandCommand(1, NO_COMMAND)
    .completion('completion', 'Print a completion script for bash or zsh')
    .version(version)
    .help()
    .alias('help', 'h')
    .epilogue(EPILOGUE)
    .wrap(Math.min(columns, WIDEST_HELP));

/** Reads the arguments without doing anything. Throws UsageError where they are wrong. */
export const readCommandLine = async (argv: readonly string[], context: CommandLineContext): Promise<CommandLine> => {
  const seen: { line: CommandLine | null; output: string } = { line: null, output: '' };
  const parser = COMMANDS.reduce(
    (yargsSoFar, { register }) => register(yargsSoFar, (voice, action) => (seen.line = { kind: 'act', voice, action })),
    createParser(context).example('$0 demo', 'a report of a simulated tenant, at once').example('$0 run --period previous-month', 'the main job'),
  ).fail((message: string | null, error: Error | undefined) => {
    throw error instanceof UsageError ? error : explainUsage(message ?? error?.message ?? '', argv, COMMANDS);
  });
  try {
    await parser.parseAsync([...argv], {}, (_error, _argv, text) => void (seen.output = text));
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    if (error.message === NO_COMMAND) throw new UsageError('no-command', NO_COMMAND, { hint: await parser.getHelp() });
    throw error.name === 'YError' ? explainUsage(error.message, argv, COMMANDS) : error;
  }
  if (seen.line !== null) return seen.line;
  return { kind: 'print', text: seen.output };
};
