import type { Claimed, Outbox, OutboxEntry, Settlement } from '../../archive/outbox.ts';
import type { ReadySmtp, TenantConfig } from '../../config/config.ts';
import type { Delivery } from '../../deliver/smtp.ts';
import { LONGEST_CONVERSATION, smtpTimeouts } from '../../deliver/smtp-options.ts';
import { UserError } from '../../errors.ts';
import type { Mailbox } from '../../model/mailbox.ts';
import { MINUTE } from '../../model/instant.ts';
import type { World } from '../../world.ts';
import { isGone, owner } from './owner.ts';
import { settlementOf } from './settlement.ts';

/** Longer than any conversation with a mail server may last. */
const CLAIM = LONGEST_CONVERSATION + 5 * MINUTE;

export type DueRequest = {
  readonly outbox: Outbox;
  readonly tenant: Pick<TenantConfig, 'id'> & { readonly email: Pick<TenantConfig['email'], 'to' | 'cc' | 'bcc'> };
  /** Who may get what is for the operators. */
  readonly operators: readonly Mailbox[];
  readonly smtp: ReadySmtp;
  readonly signal: AbortSignal;
};

/** Nothing was sent, and why, for some of the recipients. */
const refused = (addresses: readonly string[], code: string, reply: string | null): Settlement['recipients'] =>
  addresses.map((address) => ({ address, state: 'failed', code, reply }));

/** Without a token no mail server was even asked. */
const withoutToken = ({ messageId }: Claimed, { reason, temporary }: { readonly reason: string; readonly temporary: boolean }): Delivery => ({
  state: 'failed',
  accepted: [],
  rejected: [],
  reply: reason,
  messageId,
  code: 'token-refused',
  temporary,
});

const attempt = async (mail: Claimed, { smtp, signal }: DueRequest, world: Pick<World, 'now'>): Promise<Settlement> => {
  const { host, port, tls, user, password, ca, timeout } = smtp;
  const answer = smtp.token === null ? null : await smtp.token(signal);
  if (answer !== null && answer.token === null) return settlementOf(mail, withoutToken(mail, answer), world.now());
  const token = answer?.token ?? null;
  const { sendMail } = await import('../../deliver/smtp.ts');
  const say = (raw: Uint8Array): Promise<Delivery> =>
    sendMail(
      { from: smtp.from.address, to: mail.recipients, raw, messageId: mail.messageId },
      { host, port, tls, user, password, token, ca, timeouts: smtpTimeouts(timeout) },
      { handOver: mail.handOver, signal },
    );
  try {
    const delivery = await say(mail.content);
    // The server has refused the whole of it: nobody has got any of it.
    const reduced = delivery.state === 'failed' && delivery.code === 'too-large' ? mail.reduced : null;
    return settlementOf(mail, reduced === null ? delivery : await say(reduced), world.now(), reduced !== null);
  } catch (error) {
    if (!(error instanceof UserError) || error.code.startsWith('archive-')) throw error;
    const reply = [error.message, error.hint].filter((part) => part !== null).join(' ');
    return { at: world.now(), code: error.code, reply, recipients: refused(mail.recipients, error.code, reply), nextAttemptAt: null, reduced: false };
  }
};

/** Whoever was taken out of the configuration meanwhile gets nothing any more. */
const stillWanted = ({ recipients, audience }: Claimed, { tenant: { email }, operators }: DueRequest): ReadonlySet<string> => {
  const named = new Set((audience === 'operators' ? operators : [...email.to, ...email.cc, ...email.bcc]).map(({ address }) => address));
  return new Set(recipients.filter((address) => named.has(address)));
};

const send = async (mail: Claimed, request: DueRequest, world: Pick<World, 'now'>): Promise<void> => {
  const wanted = stillWanted(mail, request);
  const recipients = mail.recipients.filter((address) => wanted.has(address));
  const strangers = refused(
    mail.recipients.filter((address) => !wanted.has(address)),
    'no-recipient-any-more',
    null,
  );
  const none: Settlement = { at: world.now(), code: 'no-recipient-any-more', reply: null, recipients: [], nextAttemptAt: null, reduced: false };
  const result = recipients.length === 0 ? none : await attempt({ ...mail, recipients }, request, world);
  await mail.settle({ ...result, recipients: [...result.recipients, ...strangers] });
};

/**
 * Sends what is due of one tenant: new mails, those that were put off, and those that a dead process left before their end.
 * Returns every mail that was touched, as it stands then. Any number of processes may do so at a time. An interruption ends it
 * after the mail that is on its way.
 */
export const deliverDue = async (request: DueRequest, world: Pick<World, 'now'>): Promise<readonly OutboxEntry[]> => {
  const { outbox, tenant, signal } = request;
  const touched = new Set((await outbox.recover({ now: world.now(), tenantId: tenant.id, isGone })).map(({ id }) => id));
  while (!signal.aborted) {
    const now = world.now();
    const mail = await outbox.claim({ now, tenantId: tenant.id, owner: owner(), until: now + CLAIM });
    if (mail === null) break;
    touched.add(mail.id);
    await send(mail, request, world);
  }
  const entries = await Promise.all([...touched].map((id) => outbox.find(id)));
  return entries.filter((entry) => entry !== null);
};
