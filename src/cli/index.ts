import type { SignalName, World } from '../world.ts';
import { exitCode, type ExitCode } from './exit-code.ts';
import { printError } from './print-error.ts';
import { readCommandLine } from './read-command-line.ts';
import { createShell, type Shell, type Voice } from './shell.ts';
import { voiceOf } from './voice-options.ts';

/** The reason with which everything is aborted. */
class Interruption extends Error {
  readonly signalName: SignalName;

  constructor(signalName: SignalName) {
    super(`interrupted by ${signalName}`);
    this.name = 'Interruption';
    this.signalName = signalName;
  }
}

/** Until the command line has been read, its flags are looked for by name, so that a mistake in it is reported as asked. */
const voiceOfArgv = (argv: readonly string[]): Voice =>
  voiceOf({ json: argv.includes('--json'), quiet: argv.includes('--quiet'), verbose: argv.includes('--verbose') });

/** What fails after an interruption fails because of it. */
const failed = (error: unknown, shell: Shell): ExitCode => {
  const reason: unknown = shell.signal.reason;
  if (!(reason instanceof Interruption)) return printError(error, shell);
  shell.complain(`vdc-report: interrupted (${reason.signalName}); nothing half-written was left behind.`);
  return exitCode({ interrupted: reason.signalName });
};

const perform = async (world: World, signal: AbortSignal): Promise<ExitCode> => {
  let shell = createShell(world, signal, voiceOfArgv(world.argv));
  try {
    const line = await readCommandLine(world.argv, { version: world.version, columns: world.stdout.columns });
    if (line.kind === 'print') {
      shell.result(line.text);
      return exitCode({});
    }
    shell = createShell(world, signal, voiceOf(line.voice));
    return await line.action(shell);
  } catch (error) {
    return failed(error, shell);
  }
};

/** Reads the command line, does what it says, and returns the exit code. Never throws. A signal of the world aborts what runs. */
export const cli = async (world: World): Promise<ExitCode> => {
  const controller = new AbortController();
  const release = world.onSignal((name) => controller.abort(new Interruption(name)));
  try {
    return await perform(world, controller.signal);
  } finally {
    release();
  }
};
