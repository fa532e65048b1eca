import { UsageError } from '../errors.ts';
import type { TenantArgs } from './choose-tenants.ts';

/** What was written after `send`. */
export type Args = TenantArgs & {
  readonly path: string | undefined;
  readonly period: string | undefined;
  readonly out: string | undefined;
  readonly to: readonly string[] | undefined;
  readonly dryRun: boolean | undefined;
  readonly list: boolean | undefined;
  readonly due: boolean | undefined;
  readonly resend: readonly string[] | undefined;
  readonly confirm: readonly string[] | undefined;
  readonly by: string | undefined;
};

/** A mistake of the command line, and how it is written right. */
export const usage = (
  text: string,
  hint = 'Write "vdc-report send reports/contoso/2026-10", or "vdc-report send --tenant contoso --period 2026-10".',
) => new UsageError('bad-usage', text, { hint });

/** What is to be done: exactly one of these. */
const TASKS = ['report', 'list', 'due', 'resend', 'confirm'] as const;
type Task = (typeof TASKS)[number];

/** Each task that the options name. */
const tasksOf = ({ path, period, list, due, resend = [], confirm = [] }: Args): readonly Task[] => {
  const named: Readonly<Record<Task, boolean>> = {
    report: path !== undefined || period !== undefined,
    list: list === true,
    due: due === true,
    resend: resend.length > 0,
    confirm: confirm.length > 0,
  };
  return TASKS.filter((task) => named[task]);
};

/** Throws UsageError where the options do not name one task, or do not go with it. */
export const taskOf = (args: Args): Task => {
  const { path, period, to = [], dryRun, by } = args;
  const [task, second] = tasksOf(args);
  if (task === undefined) throw usage('send expects the path of a bundle, a period, --list, --due, --resend or --confirm.');
  if (second !== undefined) throw usage('send does one thing at a time: a report, --list, --due, --resend or --confirm.');
  if (path !== undefined && period !== undefined) throw usage('send expects a path or a period, not both.');
  if (task !== 'report' && (to.length > 0 || dryRun === true)) throw usage('--to and --dry-run go with a report.');
  if (task !== 'confirm' && by !== undefined) throw usage('--by goes with --confirm.');
  return task;
};
