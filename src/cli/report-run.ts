import type { RunOutcome, RunRequest, TenantOutcome } from '../run/contract.ts';
import { missingFrom } from '../run/missing.ts';
import type { World } from '../world.ts';
import { exitCode, type ExitCode } from './exit-code.ts';
import { createProgress } from './progress.ts';
import type { Shell } from './shell.ts';
import { summaryJson, summaryText } from './summary.ts';
import { cleanLine, paintFor } from './terminal.ts';

/** Where the data comes from: `demo` is the world that the command of that name makes up. */
export type Source = 'real' | 'demo';

/**
 * What ends with exit code 3. A demo's world may lack whatever it likes: that is what it demonstrates, so it is printed
 * and no more. What could not be made of it (a file, the report itself) counts as everywhere.
 */
const isMissing = ({ missing, error, report }: TenantOutcome, source: Source): boolean => {
  const forgiven = source === 'demo' && report !== null ? new Set(missingFrom(report)) : new Set<string>();
  return error !== null || missing.some((sentence) => !forgiven.has(sentence));
};

const endingOf = ({ tenants, portfolio }: RunOutcome, gate: boolean, source: Source): ExitCode =>
  exitCode({
    missing: tenants.some((outcome) => isMissing(outcome, source)) || (portfolio?.missing.length ?? 0) > 0,
    gate: gate && tenants.some(({ verdict }) => verdict !== 'pass'),
  });

/** Prints the result and says how the run ended. */
export const concludeRun = (outcome: RunOutcome, gate: boolean, shell: Shell, source: Source = 'real'): ExitCode => {
  const code = endingOf(outcome, gate, source);
  const { stdout, env } = shell.world;
  shell.result(shell.voice.json ? summaryJson(outcome, code) : summaryText(outcome, stdout.columns, paintFor(stdout, env)));
  return code;
};

/** Runs the pipeline and shows how far it is. Throws when it was interrupted. */
export const reportRun = async (
  request: RunRequest,
  gate: boolean,
  shell: Shell,
  /** What the pipeline sees. */
  world: World = shell.world,
  source: Source = 'real',
): Promise<ExitCode> => {
  const { run } = await import('../run.ts');
  const progress = createProgress(shell);
  const outcome = await run(request, world, progress.onEvent).finally(progress.end);
  // A mail may have been on its way: whether it arrived must be said, interrupted or not.
  if (request.signal.aborted) outcome.tenants.flatMap(({ missing }) => missing).forEach((sentence) => shell.complain(cleanLine(sentence)));
  request.signal.throwIfAborted();
  return concludeRun(outcome, gate, shell, source);
};
