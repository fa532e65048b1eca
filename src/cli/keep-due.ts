import { chooseTenants } from './choose-tenants.ts';
import { EXIT, exitCode, type ExitCode } from './exit-code.ts';
import { DEFAULT_PARALLEL } from './parallel-option.ts';
import { createProgress } from './progress.ts';
import { checkSchedules } from './ready-due.ts';
import { readyRequest, type OutputArgs } from './ready-request.ts';
import type { Action, Shell } from './shell.ts';
import { cleanLine, paintFor } from './terminal.ts';
import type { DueOutcome } from '../run/schedule/run-due.ts';

export type DueArgs = OutputArgs & { readonly gate: boolean | undefined; readonly parallel: number | undefined };

const sentencesOf = ({ kept, missing }: DueOutcome): readonly string[] => [...kept.flatMap(({ outcome }) => outcome?.missing ?? []), ...missing];

const endingOf = (outcome: DueOutcome, gate: boolean): ExitCode =>
  exitCode({
    missing: sentencesOf(outcome).length > 0 || outcome.kept.some(({ state }) => state !== 'done'),
    gate: gate && outcome.kept.some((each) => each.outcome?.verdict !== 'pass'),
  });

const conclude = async (outcome: DueOutcome, gate: boolean, { world, signal, voice, result, complain }: Shell): Promise<ExitCode> => {
  // A mail may have been on its way: whether it arrived must be said, interrupted or not.
  if (signal.aborted) sentencesOf(outcome).forEach((sentence) => complain(cleanLine(sentence)));
  signal.throwIfAborted();
  const { dueJson, dueText } = await import('./due-summary.ts');
  const code = endingOf(outcome, gate);
  // cron mails whatever is printed: with nothing done and nothing wrong there is nothing to say.
  const silent = voice.quiet && !voice.json && code === EXIT.done && outcome.kept.length === 0;
  if (!silent) result(voice.json ? dueJson(outcome, code) : dueText(outcome, world.stdout.columns, paintFor(world.stdout, world.env)));
  return code;
};

/** Does what the schedules have made due by now, and ends. */
export const keepDue =
  (args: DueArgs, mail: boolean): Action =>
  async (shell) => {
    const { world } = shell;
    const { config, tenants } = await chooseTenants(args, shell);
    await checkSchedules('run --due', config, tenants, world.now());
    const ready = await readyRequest('run', args, { config, tenants, mail }, shell);
    const { runDue } = await import('../run/schedule/run-due.ts');
    const request = { ...ready, periodText: 'previous-month', asOf: null };
    const progress = createProgress(shell);
    const atOnce = args.parallel ?? DEFAULT_PARALLEL;
    const outcome = await runDue({ request, tenants, atOnce }, world, progress.onEvent).finally(progress.end);
    return conclude(outcome, args.gate ?? false, shell);
  };
