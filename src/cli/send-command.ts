import { resolve } from 'node:path';
import type { ReadySmtp } from '../config/config.ts';
import { UsageError, type UserError } from '../errors.ts';
import type { SendContext, SendOutcome, SendReports, Wanted } from '../run/send/contract.ts';
import { chooseTenants } from './choose-tenants.ts';
import type { Command } from './command.ts';
import { EXIT, exitCode, type ExitCode } from './exit-code.ts';
import { flag, listOption, textOption, textPositional } from './option-kinds.ts';
import { readyBranding } from './ready-branding.ts';
import { readySmtp } from './ready-smtp.ts';
import { refusedInput } from './refused-input.ts';
import { REPORT_OPTIONS, TENANT_OPTIONS } from './report-options.ts';
import type { Action, Shell } from './shell.ts';
import { taskOf, usage, type Args } from './send-task.ts';
import { cleanLine, paintFor } from './terminal.ts';
import { VOICE_OPTIONS } from './voice-options.ts';

const OPTIONS = {
  ...TENANT_OPTIONS,
  period: textOption('period', 'Send the report of this period, as for run'),
  out: REPORT_OPTIONS.out,
  to: listOption('to', 'Try it out: send to this address instead, and to nobody else'),
  'dry-run': flag('Only print the envelope, and write the mail as a .eml file into the working folder'),
  list: flag('Only show what became of the mails'),
  due: flag('Send what was put off and is due by now'),
  confirm: listOption('confirm', 'Put this mail down as arrived, where nobody knew whether it did'),
  by: textOption('by', 'With --confirm: who says so. Default: the user of this machine'),
  resend: listOption('resend', 'Send this mail again to those who did not get it, or may not have'),
  ...VOICE_OPTIONS,
} as const;

const readIds = (option: 'resend' | 'confirm', written: readonly string[]): readonly number[] =>
  written.map((text) => {
    if (/^\d{1,15}$/.test(text)) return Number(text);
    throw usage(`--${option} expects the number of a mail; found ${JSON.stringify(text)}.`, '"vdc-report send --list" shows them.');
  });

const readTo = async (written: readonly string[]) => {
  const { readMailbox } = await import('../config/mailbox.ts');
  return written.map((text) => {
    const mailbox = readMailbox(text);
    if (mailbox === null) throw usage(`--to expects one e-mail address; found ${JSON.stringify(text.slice(0, 80))}.`, 'Repeat --to for more.');
    return mailbox;
  });
};

const wantedOf = async ({ path, period, out }: Args, { config, tenants }: SendContext, { world }: Shell): Promise<readonly Wanted[]> => {
  if (path !== undefined) return [{ path: resolve(world.cwd, path) }];
  const { readPeriod } = await import('../config/period.ts');
  const root = out === undefined ? config.output : resolve(world.cwd, out);
  return tenants.map((tenant) => ({ tenant, root, periodKey: readPeriod(period ?? '', { timezone: tenant.timezone, now: world.now() }).key }));
};

const mailServer = (context: SendContext, shell: Shell): Promise<ReadySmtp> => {
  if (context.config.smtp !== null) return readySmtp(context.config.smtp, shell);
  throw new UsageError('no-mail-server', 'No mail server is configured, so nothing can be sent.', {
    hint: 'Add smtp with host and from to the configuration.',
  });
};

const conclude = async (outcome: SendOutcome, { world, voice, signal, result, complain }: Shell): Promise<ExitCode> => {
  const { sendJson, sendText } = await import('./send-summary.ts');
  // A mail may have been on its way: whether it arrived must be said, interrupted or not.
  if (signal.aborted) outcome.missing.forEach((sentence) => complain(cleanLine(sentence)));
  signal.throwIfAborted();
  const code = exitCode({ missing: outcome.missing.length > 0 || outcome.errors.length > 0 });
  result(voice.json ? sendJson(outcome, code) : sendText(outcome, paintFor(world.stdout, world.env)));
  return code;
};

const sendReport = async (args: Args, context: SendContext, shell: Shell): Promise<ExitCode> => {
  const { sendReports, dryRun } = await import('../run/send/send-reports.ts');
  const to = args.to === undefined || args.to.length === 0 ? null : await readTo(args.to);
  const request: SendReports = { ...context, wanted: await wantedOf(args, context, shell), smtp: await mailServer(context, shell), to };
  const refuse = ([first]: readonly UserError[]): void => {
    // What was named by its path and cannot be sent was a mistake of the command line.
    if (args.path !== undefined && first !== undefined) throw refusedInput(first);
  };
  if (args.dryRun !== true) {
    const outcome = await sendReports(request, shell.world);
    refuse(outcome.errors);
    return conclude(outcome, shell);
  }
  const { dryJson, dryText } = await import('./send-summary.ts');
  const { mails, errors } = await dryRun(request, shell.world.cwd, shell.world);
  refuse(errors);
  errors.forEach(({ message, hint }: UserError) => shell.complain(cleanLine([message, hint].filter((part) => part !== null).join(' '))));
  const code = exitCode({ missing: errors.length > 0 });
  shell.result(shell.voice.json ? dryJson(mails, code) : dryText(mails));
  return code;
};

const showList = async (context: SendContext, { world, voice, result }: Shell): Promise<ExitCode> => {
  const { listMails } = await import('../run/send/desk.ts');
  const { listText, sendJson } = await import('./send-summary.ts');
  const mails = await listMails(context);
  result(voice.json ? sendJson({ mails, missing: [], errors: [] }, EXIT.done) : listText(mails, paintFor(world.stdout, world.env)));
  return EXIT.done;
};

const confirmMails = async ({ confirm: written = [], by }: Args, context: SendContext, shell: Shell): Promise<ExitCode> => {
  const ids = readIds('confirm', written);
  const { whoSays } = await import('../run/send/who-says.ts');
  const { confirm } = await import('../run/send/desk.ts');
  return conclude(await confirm(context, ids, whoSays(by), shell.world), shell);
};

const sendAction =
  (args: Args): Action =>
  async (shell) => {
    const task = taskOf(args);
    const { config, tenants } = await chooseTenants(args, shell);
    const note = (text: string): void => shell.tell(`Note: ${cleanLine(text)}`);
    const context: SendContext = { config, tenants, brandings: await readyBranding(tenants, shell), signal: shell.signal, note };
    if (task === 'report') return sendReport(args, context, shell);
    if (task === 'list') return showList(context, shell);
    if (task === 'confirm') return confirmMails(args, context, shell);
    const { resend, sendDue } = await import('../run/send/desk.ts');
    const smtp = await mailServer(context, shell);
    return conclude(
      task === 'due' ? await sendDue(context, smtp, shell.world) : await resend(context, readIds('resend', args.resend ?? []), smtp, shell.world),
      shell,
    );
  };

export const sendCommand: Command = {
  name: 'send',
  options: Object.keys(OPTIONS),
  register: (yargs, choose) =>
    yargs.command(
      'send [path]',
      'Deliver a finished report, try its mail out, or look after mails that were put off or are in doubt',
      (command) =>
        command
          .positional('path', textPositional('send', 'Folder of a bundle, or a zip of it'))
          .options(OPTIONS)
          .example('$0 send reports/contoso/2026-10', 'to the recipients of the tenant, unless they have it')
          .example('$0 send --tenant contoso --period 2026-10 --to me@provider.example', 'try it out')
          .example('$0 send --list', 'what became of all mails')
          .example('$0 send --resend 12', 'again, to those of whom nobody knows whether they got it')
          .example('$0 send --confirm 12', 'they were asked, and have it'),
      (args) => choose(args, sendAction(args)),
    ),
};
