import type { Outbox, OutboxEntry } from '../../archive/outbox.ts';
import type { ReadySmtp } from '../../config/config.ts';
import type { Audience, DeliveryState } from '../../model/delivery.ts';
import { toIso } from '../../model/instant.ts';
import { isListUnread } from '../../model/is-list-unread.ts';
import type { Report } from '../../model/report.ts';
import { editionOf } from '../../report/edition.ts';
import type { World } from '../../world.ts';
import { deliverDue, type DueRequest } from './deliver-due.ts';
import type { PreparedMail } from '../mail.ts';
import { troubleOf } from './trouble.ts';

/** What became of the mail of a report. `held`: it did not go to its recipients. `partial`: some have it, others were refused it. */
export type MailState = 'none' | 'held' | 'partial' | Exclude<DeliveryState, 'sending'>;

export type Sent = {
  readonly delivery: MailState;
  readonly missing: readonly string[];
  readonly notes: readonly string[];
  /** The mails of this report. */
  readonly entries: readonly OutboxEntry[];
};

export type Post = {
  readonly outbox: Outbox;
  /** Whether the outbox outlives this process. */
  readonly lasting: boolean;
  readonly smtp: ReadySmtp;
  readonly tenant: DueRequest['tenant'];
  readonly operators: DueRequest['operators'];
  readonly signal: AbortSignal;
};

/** Why the mail is not sent although it could be: nothing that says nothing goes to a customer. */
export const heldBack = (report: Report): string | null =>
  isListUnread(report) ? `Tenant ${report.tenant.id}: the mail was held back, because nothing could be collected.` : null;

const stateOf = (entries: readonly OutboxEntry[]): MailState => {
  const states = new Set(entries.flatMap(({ recipients }) => recipients.map(({ state }) => state)));
  if (states.size === 0) return 'none';
  if (states.has('unknown')) return 'unknown';
  if (states.has('pending') || states.has('sending')) return 'pending';
  if (states.has('failed')) return states.has('sent') ? 'partial' : 'failed';
  return 'sent';
};

const hasIt = (entries: readonly OutboxEntry[]): readonly string[] => {
  const before = entries.filter(({ state }) => state === 'sent').map(({ attempts }) => attempts.at(-1)?.endedAt ?? 0);
  const busy = entries.filter(({ state }) => state === 'sending').length;
  return [
    ...(before.length > 0 ? [`a report that says the same was sent on ${toIso(Math.max(...before)).slice(0, 10)}; nobody gets it twice.`] : []),
    ...(busy > 0 ? [`another process is sending this report at this moment.`] : []),
  ];
};

/** Mails of earlier reports that are due: what must not be overlooked of them. */
export const deliverWaiting = async (post: Post, world: Pick<World, 'now'>): Promise<readonly string[]> => {
  const via = { host: post.smtp.host, lasting: post.lasting };
  return (await deliverDue(post, world)).flatMap((entry) => troubleOf(entry, via));
};

/** Puts the mail of a report down and sends it, with whatever else is due for its tenant. */
export const deliverReport = async (
  report: Report,
  mail: PreparedMail,
  post: Post,
  world: Pick<World, 'now'>,
  audience: Audience = 'tenant',
): Promise<Sent> => {
  const reason = heldBack(report);
  if (reason !== null) return { delivery: 'held', missing: [reason], notes: [], entries: [] };
  const { id, known } = await post.outbox.enqueue({
    tenantId: report.tenant.id,
    reportId: report.reportId,
    periodKey: report.period.key,
    edition: editionOf(report),
    channel: 'smtp',
    audience,
    messageId: mail.messageId,
    recipients: mail.to,
    content: mail.raw,
    reduced: mail.reduced,
    madeAt: world.now(),
  });
  const touched = await deliverDue(post, world);
  const own = new Set([...(id === null ? [] : [id]), ...known.map(({ deliveryId }) => deliveryId)]);
  const entries = (await Promise.all([...own].map((each) => post.outbox.find(each)))).filter((entry) => entry !== null);
  const others = touched.filter((entry) => !own.has(entry.id));
  const via = { host: post.smtp.host, lasting: post.lasting };
  return {
    entries,
    delivery: audience === 'operators' ? 'held' : stateOf(entries),
    missing: [...entries, ...others].flatMap((entry) => troubleOf(entry, via)),
    notes: hasIt(entries.filter((entry) => entry.id !== id && !touched.some((each) => each.id === entry.id))),
  };
};
