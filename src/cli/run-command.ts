import { UsageError } from '../errors.ts';
import type { Command } from './command.ts';
import { keepDue, type DueArgs } from './keep-due.ts';
import { makeReports, type ReportArgs } from './make-reports.ts';
import { flag } from './option-kinds.ts';
import { PARALLEL_OPTION } from './parallel-option.ts';
import { REPORT_OPTIONS } from './report-options.ts';
import type { Action } from './shell.ts';
import { VOICE_OPTIONS } from './voice-options.ts';

const OPTIONS = {
  ...REPORT_OPTIONS,
  'no-mail': flag('Send no mail; email.eml is written all the same'),
  due: flag('Do what the schedules of the configuration have made due by now, each report once, and exit'),
  ...PARALLEL_OPTION,
  ...VOICE_OPTIONS,
} as const;

type Args = ReportArgs & DueArgs & { readonly due: boolean | undefined; readonly parallel: number | undefined };

const usage = (text: string, hint: string): UsageError => new UsageError('bad-usage', text, { hint });

const actionOf = (args: Args, mail: boolean): Action => {
  if (args.due === true) {
    if (args.period === undefined && args.asOf === undefined) return keepDue(args, mail);
    throw usage('--period and --as-of do not go with --due.', 'The period follows from the schedule and the instant at which it was due.');
  }
  if (args.parallel === undefined) return makeReports('run', args, mail);
  throw usage('--parallel goes with --due.', 'Without it, tenants are reported one after the other.');
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
          .example('$0 run --due --quiet', 'from cron, every few minutes: what the schedules have made due')
          .example('$0 run --gate --json', 'for a pipeline: one JSON document, and exit code 1 unless all pass'),
      (args) => choose(args, (shell) => actionOf(args, args.noMail !== true)(shell)),
    ),
};
