import type { Command } from './command.ts';
import { makeReports } from './make-reports.ts';
import { flag } from './option-kinds.ts';
import { REPORT_OPTIONS } from './report-options.ts';
import { VOICE_OPTIONS } from './voice-options.ts';

const OPTIONS = { ...REPORT_OPTIONS, 'no-mail': flag('Send no mail; email.eml is written all the same'), ...VOICE_OPTIONS } as const;

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
          .example('$0 run --gate --json', 'for a pipeline: one JSON document, and exit code 1 unless all pass'),
      (args) => choose(args, makeReports('run', args, args.noMail !== true)),
    ),
};
