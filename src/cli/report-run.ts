import type { RunOutcome, RunRequest } from '../run/contract.ts';
import type { World } from '../world.ts';
import { exitCode, type ExitCode } from './exit-code.ts';
import { createProgress } from './progress.ts';
import type { Shell } from './shell.ts';
import { summaryJson, summaryText } from './summary.ts';
import { cleanLine, paintFor } from './terminal.ts';

const endingOf = ({ tenants }: RunOutcome, gate: boolean): ExitCode =>
  exitCode({
    missing: tenants.some(({ missing, error }) => missing.length > 0 || error !== null),
    gate: gate && tenants.some(({ verdict }) => verdict !== 'pass'),
  });

/** Prints the result and says how the run ended. */
export const concludeRun = (outcome: RunOutcome, gate: boolean, shell: Shell): ExitCode => {
  const code = endingOf(outcome, gate);
  const { stdout, env } = shell.world;
  shell.result(shell.voice.json ? summaryJson(outcome, code) : summaryText(outcome, stdout.columns, paintFor(stdout, env)));
  return code;
};

/** Runs the pipeline and shows how far it is. `world` is what the pipeline sees. Throws when it was interrupted. */
export const reportRun = async (request: RunRequest, gate: boolean, shell: Shell, world: World = shell.world): Promise<ExitCode> => {
  const { run } = await import('../run.ts');
  const progress = createProgress(shell);
  const outcome = await run(request, world, progress.onEvent).finally(progress.end);
  // A mail may have been on its way: whether it arrived must be said, interrupted or not.
  if (request.signal.aborted) outcome.tenants.flatMap(({ missing }) => missing).forEach((sentence) => shell.complain(cleanLine(sentence)));
  request.signal.throwIfAborted();
  return concludeRun(outcome, gate, shell);
};
