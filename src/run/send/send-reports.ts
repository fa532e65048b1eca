import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { OutboxEntry } from '../../archive/outbox.ts';
import { UsageError, UserError } from '../../errors.ts';
import type { World } from '../../world.ts';
import { openArchive } from '../open-archive.ts';
import { deliverReport, type Post, type Sent } from '../outbox/deliver-report.ts';
import { openOutbox, openTestOutbox } from '../outbox/open-outbox.ts';
import type { DryMail, SendOutcome, SendReports } from './contract.ts';
import { prepareFinished, type ReadyToSend } from './prepare.ts';

/** One that cannot be sent stops no other; a wrong command line stops all. */
const each = async <Wanted, Result>(
  all: readonly Wanted[],
  work: (one: Wanted) => Promise<Result>,
): Promise<{ readonly done: readonly Result[]; readonly errors: readonly UserError[] }> => {
  const done: Result[] = [];
  const errors: UserError[] = [];
  for (const one of all)
    try {
      done.push(await work(one));
    } catch (error) {
      if (!(error instanceof UserError) || error instanceof UsageError) throw error;
      errors.push(error);
    }
  return { done, errors };
};

const distinct = (entries: readonly OutboxEntry[]): readonly OutboxEntry[] => [...new Map(entries.map((entry) => [entry.id, entry])).values()];

/** Delivers finished reports: each to whom it has not gone yet. A test is remembered by nobody, and goes each time. */
export const sendReports = async (request: SendReports, world: Pick<World, 'now'>): Promise<SendOutcome> => {
  const { config, wanted, smtp, to, signal, note } = request;
  const archive = to === null ? await openArchive(config) : null;
  const { outbox, lasting, close } = to === null ? await openOutbox(archive, note) : await openTestOutbox();
  const send = async ({ report, mail, tenant }: ReadyToSend): Promise<Sent> => {
    const post: Post = { outbox, lasting, smtp, tenant, operators: config.operators, signal };
    return deliverReport(report, mail, post, world);
  };
  try {
    const { done, errors } = await each(wanted, async (one) => {
      signal.throwIfAborted();
      return send(await prepareFinished(one, request, { smtp, to, now: world.now() }));
    });
    done.flatMap(({ notes }) => notes).forEach(note);
    return { mails: distinct(done.flatMap(({ entries }) => entries)), missing: done.flatMap(({ missing }) => missing), errors };
  } finally {
    await close();
    await archive?.close();
  }
};

/** Writes the mails into `folder` as they would be sent, and sends none. */
export const dryRun = async (
  request: SendReports,
  folder: string,
  world: Pick<World, 'now'>,
): Promise<{ readonly mails: readonly DryMail[]; readonly errors: readonly UserError[] }> => {
  const { done, errors } = await each(request.wanted, async (wanted) => {
    const { report, mail } = await prepareFinished(wanted, request, { smtp: request.smtp, to: request.to, now: world.now() });
    const file = join(folder, `${report.tenant.id}-${report.period.key}.eml`);
    await writeFile(file, mail.raw);
    const { from, to, subject, messageId, attached } = mail;
    return { tenantId: report.tenant.id, periodKey: report.period.key, from, to, subject, messageId, attached, size: mail.raw.byteLength, file };
  });
  return { mails: done, errors };
};
