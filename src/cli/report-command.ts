import type { Command } from './command.ts';
import { makeReports } from './make-reports.ts';
import { REPORT_OPTIONS } from './report-options.ts';
import { VOICE_OPTIONS } from './voice-options.ts';

const OPTIONS = { ...REPORT_OPTIONS, ...VOICE_OPTIONS } as const;

export const reportCommand: Command = {
  name: 'report',
  options: Object.keys(OPTIONS),
  register: (yargs, choose) =>
    yargs.command(
      'report',
      'Write the report of any archived period, without network, key or mail',
      (command) =>
        command
          .options(OPTIONS)
          .example('$0 report', 'the previous month of every tenant')
          .example('$0 report --tenant contoso --period 2026-Q3', 'a quarter, longer than the source remembers')
          .example('$0 report --period 2026-10 --format html,json --out /tmp/again', 'again, elsewhere'),
      (args) => choose(args, makeReports('report', args, false)),
    ),
};
