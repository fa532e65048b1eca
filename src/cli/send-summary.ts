import type { OutboxEntry } from '../archive/outbox.ts';
import { wordingFor } from '../messages/catalogue.ts';
import type { Format } from '../messages/format.ts';
import type { DeliveryState } from '../model/delivery.ts';
import { toIso } from '../model/instant.ts';
import type { DryMail, SendOutcome } from '../run/send/contract.ts';
import type { ExitCode } from './exit-code.ts';
import { errorJson, missingLines } from './summary.ts';
import { cleanLine, type Colour, type Paint } from './terminal.ts';

const SIGNS: Readonly<Record<DeliveryState, { readonly sign: string; readonly colour: Colour }>> = {
  sent: { sign: '✓', colour: 'green' },
  failed: { sign: '✗', colour: 'red' },
  unknown: { sign: '?', colour: 'yellow' },
  pending: { sign: '…', colour: 'yellow' },
  sending: { sign: '…', colour: 'yellow' },
};

const head = ({ id, state, tenantId, periodKey, attempts, nextAttemptAt }: OutboxEntry, f: Format, paint: Paint): string => {
  const { sign, colour } = SIGNS[state];
  const tries = attempts.length > 1 ? ` · ${f.integer(attempts.length)} attempts` : '';
  const next = nextAttemptAt === null ? '' : ` · next attempt from ${f.instant(toIso(nextAttemptAt))} on`;
  return `${paint(colour, `${sign} ${state.toUpperCase()}`)}  mail ${String(id)} · ${cleanLine(tenantId)} · ${cleanLine(periodKey)}${tries}${next}`;
};

/** One line for all who had the same answer. */
const recipientLines = ({ recipients }: OutboxEntry, f: Format): readonly string[] =>
  [...Map.groupBy(recipients, ({ address: _, ...answer }) => JSON.stringify(answer)).values()].map((group) => {
    const [{ state, code, reply, confirmed } = { state: 'pending', code: null, reply: null, confirmed: null }] = group;
    const word = confirmed === null ? null : `confirmed by ${confirmed.by} on ${f.instant(toIso(confirmed.at))}`;
    const why = [word, code, reply].filter((part) => part !== null).join(': ');
    return cleanLine(`  ${state}: ${group.map(({ address }) => address).join(', ')}${why === '' ? '' : ` (${why})`}`);
  });

const lines = (entry: OutboxEntry, f: Format, paint: Paint): string => [head(entry, f, paint), ...recipientLines(entry, f)].join('\n');

/** The result for people: each mail, what became of its recipients, and what is missing. */
export const sendText = ({ mails, missing, errors }: SendOutcome, paint: Paint): string => {
  const { f } = wordingFor('en', 'UTC');
  const sentences = errors.map(({ message, hint }) => [message, hint].filter((part) => part !== null).join(' '));
  const nothing = mails.length === 0 && errors.length === 0 && missing.length === 0 ? ['Nothing was due.'] : [];
  return [...nothing, ...mails.map((entry) => lines(entry, f, paint)), ...missingLines({ missing: [...sentences, ...missing], error: null }, paint)]
    .join('\n')
    .replace(/^\n/, '');
};

export const listText = (mails: readonly OutboxEntry[], paint: Paint): string => {
  const { f } = wordingFor('en', 'UTC');
  return mails.length === 0 ? 'No mail is known.' : mails.map((entry) => lines(entry, f, paint)).join('\n');
};

const instant = (at: number | null): string | null => (at === null ? null : toIso(at));

const mailJson = ({ edition: _, tenantId, periodKey, madeAt, nextAttemptAt, recipients, attempts, ...entry }: OutboxEntry) => ({
  ...entry,
  tenant: tenantId,
  period: periodKey,
  madeAt: toIso(madeAt),
  nextAttemptAt: instant(nextAttemptAt),
  recipients: recipients.map(({ confirmed, ...each }) => ({ ...each, confirmed: confirmed && { by: confirmed.by, at: toIso(confirmed.at) } })),
  attempts: attempts.map(({ beganAt, endedAt, ...attempt }) => ({ ...attempt, beganAt: toIso(beganAt), endedAt: instant(endedAt) })),
});

/** The result for machines: one JSON document. */
export const sendJson = ({ mails, missing, errors }: SendOutcome, exitCode: ExitCode): string =>
  JSON.stringify({ mails: mails.map(mailJson), missing, errors: errors.map(errorJson), exitCode });

export const dryText = (mails: readonly DryMail[]): string => {
  const { f } = wordingFor('en', 'UTC');
  const words = ({ from, to, subject, messageId, size, attached, file }: DryMail): string =>
    [
      `From:       ${from}`,
      `To:         ${to.join(', ')}`,
      `Subject:    ${cleanLine(subject)}`,
      `Message-ID: ${messageId}`,
      `Size:       ${f.bytes(size)}, ${attached ? 'with' : 'without'} the PDF`,
      `Written to  ${file}`,
    ].join('\n');
  return [...mails.map(words), 'Nothing was sent.'].join('\n\n');
};

export const dryJson = (mails: readonly DryMail[], exitCode: ExitCode): string =>
  JSON.stringify({
    dryRun: true,
    mails: mails.map(({ tenantId, periodKey, ...mail }) => ({ tenant: tenantId, period: periodKey, ...mail })),
    exitCode,
  });
