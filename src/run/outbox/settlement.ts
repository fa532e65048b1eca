import type { Claimed, Settlement } from '../../archive/outbox.ts';
import { nextAttemptAt } from '../../deliver/next-attempt.ts';
import type { Delivery } from '../../deliver/smtp.ts';
import type { RecipientOutcome } from '../../model/delivery.ts';
import type { Instant } from '../../model/instant.ts';

type Judged = RecipientOutcome & { readonly temporary: boolean };

/** Of one recipient: its own answer from the server, where there is one, else what became of the message. */
const judge = (address: string, { state, rejected, code, reply, temporary }: Delivery): Judged => {
  const own = rejected.find((each) => each.address.toLowerCase() === address.toLowerCase());
  if (own !== undefined) return { address, state: 'failed', code: 'recipient-refused', reply: own.reply, temporary: own.temporary };
  if (state === 'sent' || state === 'partial') return { address, state: 'sent', code: null, reply, temporary: false };
  return { address, state, code, reply, temporary: temporary && state === 'failed' };
};

/** When it is tried again; null: never. What was interrupted was not put off by anybody. */
const againAt = ({ attempt, firstAttemptAt }: Claimed, code: Delivery['code'], now: Instant): Instant | null =>
  code === 'interrupted' ? now : nextAttemptAt(attempt, firstAttemptAt, now);

/** What one attempt means for each recipient, and when there is another one. */
export const settlementOf = (mail: Claimed, delivery: Delivery, now: Instant, reduced = false): Settlement => {
  const judged = mail.recipients.map((address) => judge(address, delivery));
  const again = judged.some(({ temporary }) => temporary) ? againAt(mail, delivery.code, now) : null;
  return {
    at: now,
    code: delivery.code,
    reply: delivery.reply,
    recipients: judged.map(({ temporary, ...outcome }) => (temporary && again !== null ? { ...outcome, state: 'pending' } : outcome)),
    nextAttemptAt: again,
    reduced,
  };
};
