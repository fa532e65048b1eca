import { messageIdOf, buildMail } from '../../render/email/mime.ts';
import { noticeMail, type Notice } from '../../render/email/notice.ts';
import { isListUnread } from '../../model/is-list-unread.ts';
import { domainOf } from '../../model/mailbox.ts';
import type { TenantOutcome } from '../contract.ts';
import { missingFrom } from '../missing.ts';
import type { ReportTask } from '../report-task.ts';
import { deliverWaiting, type Post } from './deliver-report.ts';

/** Where the outbox keeps what the operators were told of a tenant; no period has this name. */
const PLACE = 'incident';

/** Why no report could be made, as sentences; null where one was. */
const failureOf = ({ tenant, error, report }: TenantOutcome): readonly string[] | null => {
  if (error !== null) return [`Tenant ${tenant.id}: ${error.message}`, ...(error.hint === null ? [] : [error.hint])];
  return report !== null && isListUnread(report) ? missingFrom(report) : null;
};

const write = async (notice: Notice, edition: string, { smtp, operators }: Pick<Post, 'smtp' | 'operators'>, locale: string, timezone: string) => {
  const { from } = smtp;
  const to = operators.map(({ address }) => address);
  const messageId = messageIdOf({ reportId: `${notice.tenant.id} ${edition}`, recipients: to, from: from.address });
  const { subject, text } = noticeMail(notice, locale, timezone);
  const raw = await buildMail(
    {
      from,
      to: operators,
      cc: [],
      subject,
      text,
      html: null,
      attachments: [],
      date: notice.at,
      messageId,
      listId: `${notice.tenant.id}.operators.backup-compliance.${domainOf(from.address)}`,
    },
    smtp.dkim,
  );
  return { raw, messageId, to };
};

/**
 * Tells the operators when no report of a tenant can be made any more, and when it can be again: once each, however often it is
 * tried. Returns what must not be overlooked. Without an archive nobody would remember what was told, so nothing is.
 */
export const tellOfIncident = async (task: ReportTask, outcome: TenantOutcome, post: Post): Promise<readonly string[]> => {
  const { tenant, world, request } = task;
  const failure = failureOf(outcome);
  const [last] = await post.outbox.list({ tenantIds: [tenant.id], periodKey: PLACE, limit: 1 });
  const isOpen = last?.edition.startsWith('begun') ?? false;
  if ((failure !== null) === isOpen) return [];
  const kind = failure === null ? 'over' : 'begun';
  // Two processes that find the same tell the same, and it goes once.
  const edition = `${kind} after ${String(last?.id ?? 0)}`;
  const now = world.now();
  const notice: Notice = { kind, tenant: { id: tenant.id, name: tenant.name }, at: now, sentences: failure ?? [] };
  const { raw, messageId, to } = await write(notice, edition, post, request.config.locale, request.config.timezone);
  await post.outbox.enqueue({
    tenantId: tenant.id,
    reportId: '',
    periodKey: PLACE,
    edition,
    channel: 'smtp',
    audience: 'operators',
    messageId,
    recipients: to,
    content: raw,
    reduced: null,
    madeAt: now,
  });
  return deliverWaiting(post, world);
};
