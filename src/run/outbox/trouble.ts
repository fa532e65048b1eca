import type { OutboxEntry, OutboxRecipient } from '../../archive/outbox.ts';
import { toIso } from '../../model/instant.ts';

type Via = {
  /** The mail server. */
  readonly host: string;
  /** Whether the outbox outlives this process. */
  readonly lasting: boolean;
};

const closed = (text: string): string => (/[.!?]$/.test(text) ? text : `${text}.`);

/** Servers begin with a number; what does not, the system said. */
const said = (reply: string | null): string =>
  reply === null ? '' : closed(/^\d{3}\b/.test(reply) ? ` The server said: ${reply}` : ` Cause: ${reply}`);
const named = (recipients: readonly OutboxRecipient[]): string => recipients.map(({ address }) => address).join(', ');
const withReplies = (recipients: readonly OutboxRecipient[]): string =>
  recipients.map(({ address, reply }) => (reply === null ? address : `${address} (${reply})`)).join(', ');

/** Instants to the minute, in UTC: whoever reads them may be anywhere. */
const minute = (instant: number): string => toIso(instant).slice(0, 16).replace('T', ' ');

const inDoubt = (entry: OutboxEntry, recipients: readonly OutboxRecipient[], { host, lasting }: Via): string => {
  const again = lasting
    ? `send it again with "vdc-report send --resend ${String(entry.id)}" where it did not arrive; where it did, say so with "vdc-report send --confirm ${String(entry.id)}"`
    : 'send it by hand where it did not';
  return `it is not known whether ${host} delivered the mail to ${named(recipients)}; it was not sent again.${said(recipients[0]?.reply ?? null)} Ask them, and ${again}.`;
};

const putOff = (entry: OutboxEntry, recipients: readonly OutboxRecipient[], { host, lasting }: Via): string => {
  const refusedBy = recipients.every(({ code }) => code === 'recipient-refused');
  const what = refusedBy
    ? `${host} put off ${withReplies(recipients)}.`
    : `the mail could not be sent through ${host} (${recipients[0]?.code ?? 'failed'}).${said(recipients[0]?.reply ?? null)}`;
  const next = entry.nextAttemptAt;
  if (!lasting || next === null) return `${what} Without an archive it is not tried again; the mail lies in email.eml.`;
  return `${what} It is tried again from ${minute(next)} UTC on, by the next "vdc-report run", or by "vdc-report send --due".`;
};

const lost = (entry: OutboxEntry, recipients: readonly OutboxRecipient[], { host }: Via): string => {
  const tries = entry.attempts.length > 1 ? ` It was tried ${String(entry.attempts.length)} times.` : '';
  return `the mail could not be sent through ${host} (${recipients[0]?.code ?? 'failed'}).${said(recipients[0]?.reply ?? null)}${tries} The mail lies in email.eml.`;
};

const refused = (entry: OutboxEntry, recipients: readonly OutboxRecipient[], { host }: Via): string =>
  `${host} refused ${withReplies(recipients)}${entry.recipients.some(({ state }) => state === 'sent') ? '; the others got the mail.' : '.'}`;

/** What must not be overlooked of a mail, as sentences with what to do; none where everybody has it. */
export const troubleOf = (entry: OutboxEntry, via: Via): readonly string[] => {
  const of = (state: string): readonly OutboxRecipient[] => entry.recipients.filter((each) => each.state === state);
  const failed = of('failed').filter(({ code }) => code !== 'superseded' && code !== 'no-recipient-any-more');
  const byServer = failed.filter(({ code }) => code === 'recipient-refused');
  const others = [
    ...Map.groupBy(
      failed.filter(({ code }) => code !== 'recipient-refused'),
      ({ code }) => code,
    ).values(),
  ];
  return [
    ...(of('unknown').length > 0 ? [inDoubt(entry, of('unknown'), via)] : []),
    ...(of('pending').length > 0 ? [putOff(entry, of('pending'), via)] : []),
    ...(byServer.length > 0 ? [refused(entry, byServer, via)] : []),
    ...others.map((recipients) => lost(entry, recipients, via)),
  ].map((sentence) => `Tenant ${entry.tenantId}: ${sentence}`);
};
