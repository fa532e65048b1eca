import type { Exchange } from '../../model/evidence.ts';
import { MINUTE, SECOND } from '../../model/instant.ts';
import { failed, good, notChecked, warning, type CheckResult } from './check.ts';

/** The source names whole seconds. */
const HALF = SECOND / 2;
const NOTICEABLE = MINUTE;
/** From here on certificates, tokens and time stamps are refused, and the newest runs lie in the future. */
const TOO_FAR = 10 * MINUTE;

const MEND = 'Set the clock of this machine, best by NTP: "timedatectl set-ntp true" on most Linux systems.';

const lengthWords = (milliseconds: number): string => {
  const seconds = Math.round(milliseconds / SECOND);
  return seconds < 120 ? `${String(seconds)} s` : `${String(Math.round(seconds / 60))} min`;
};

const machineZone = (): string => new Intl.DateTimeFormat().resolvedOptions().timeZone;

/** How far this machine's clock is from the source's, by the `Date` of an answer. */
export const clockResult = (exchange: Pick<Exchange, 'headers' | 'sentAt' | 'receivedAt'> | null, host: string, timezone: string): CheckResult => {
  if (exchange === null) return notChecked('Without an answer of the API there is no clock to compare with.');
  const stated = Date.parse(exchange.headers['date'] ?? '');
  if (Number.isNaN(stated)) return notChecked(`The answer of ${host} does not say when it was given.`);
  const ahead = (exchange.sentAt + exchange.receivedAt) / 2 - (stated + HALF);
  const off = Math.abs(ahead);
  const zones = `Periods are those of ${timezone}; this machine's own zone (${machineZone()}) plays no part.`;
  if (off < NOTICEABLE) return good(`This machine's clock and that of ${host} agree. ${zones}`);
  const found = `This machine's clock is ${lengthWords(off)} ${ahead > 0 ? 'ahead of' : 'behind'} that of ${host}.`;
  return off < TOO_FAR ? warning(found, MEND) : failed(found, MEND);
};
