import type { Config, SigningConfig } from '../../config/config.ts';
import { messagesFor } from '../../messages/catalogue.ts';
import { DAY } from '../../model/instant.ts';
import type { StampCause } from '../../model/stamp.ts';
import type { World } from '../../world.ts';
import { failed, good, goodUnless, warning, type CheckResult } from './check.ts';
import type { Readers } from './contract.ts';
import type { Check } from './perform.ts';

const LIMIT = 60_000;
/** A new certificate takes a while to get. */
const SOON = 30 * DAY;

const NOTHING: SigningConfig = { key: null, timestamp: null, pdf: null };

const keyCheck = (key: NonNullable<SigningConfig['key']>, readers: Readers): Check => ({
  id: 'signing-key',
  tenantId: null,
  limit: LIMIT,
  work: async () => {
    const { value, notices } = await readers.signing({ ...NOTHING, key });
    if (value.key === null) throw new Error('the signing key was not read');
    const { signatureHolds } = await import('../../evidence/keys.ts');
    return signatureHolds(value.key)
      ? goodUnless('The signing key can be read, and a signature by it holds.', notices)
      : failed('A signature by the signing key does not hold.', 'Make a new pair with "vdc-report keys new".', 'configuration');
  },
});

/** There is no report yet that could be made again. */
const adviceOn = (cause: StampCause): string =>
  cause.kind === 'request' && cause.failure.code !== 'tls' && cause.failure.code !== 'redirect-refused'
    ? 'Check signing.timestamp.url, and the network and the proxy on the way there.'
    : messagesFor('en').seal.stampAdvice(cause);

const stampOnce = async (timestamp: NonNullable<SigningConfig['timestamp']>, readers: Readers, world: World, signal: AbortSignal) => {
  const { value, notices } = await readers.signing({ ...NOTHING, timestamp });
  if (value.authority === null) throw new Error('the time stamp authority was not read');
  const { createStamper } = await import('../stamp.ts');
  const { problem } = await createStamper(value.authority, world)(Buffer.from('vdc-report doctor'), signal);
  if (problem === null) return goodUnless(`${timestamp.url} gave a time stamp that holds; only a hash went there.`, notices);
  const { stampWords } = messagesFor('en').seal;
  return failed(`${timestamp.url} gave no time stamp: ${stampWords(problem.cause)}.`, adviceOn(problem.cause));
};

const certificateResult = ({ from, to }: { readonly from: number; readonly to: number }, now: number): CheckResult => {
  const day = (at: number): string => new Date(at).toISOString().slice(0, 10);
  const mend = 'Put a certificate that is valid now into signing.pdf.';
  if (now >= to) return failed(`The certificate for the PDF expired on ${day(to)}.`, mend, 'configuration');
  if (now < from) return failed(`The certificate for the PDF is not valid before ${day(from)}.`, mend, 'configuration');
  const found = `The certificate for the PDF can be opened and is valid until ${day(to)}.`;
  return to - now < SOON ? warning(found, 'Get a new one in time, and put it into signing.pdf.') : good(found);
};

const pdfCheck = (pdf: NonNullable<SigningConfig['pdf']>, readers: Readers, world: World): Check => ({
  id: 'pdf-signature',
  tenantId: null,
  limit: LIMIT,
  work: async () => {
    const { value } = await readers.signing({ ...NOTHING, pdf });
    if (value.pdf === null) throw new Error('the certificate was not read');
    return certificateResult({ from: value.pdf.validFrom, to: value.pdf.validTo }, world.now());
  },
});

/** What bundles are signed and stamped with, as far as it is configured. */
export const signingChecks = ({ signing }: Config, readers: Readers, world: World): readonly Check[] => {
  const { key, timestamp, pdf } = signing ?? NOTHING;
  const stampCheck = (wanted: NonNullable<typeof timestamp>): Check => ({
    id: 'time-stamp',
    tenantId: null,
    limit: LIMIT,
    work: (signal) => stampOnce(wanted, readers, world, signal),
  });
  return [
    ...(key === null ? [] : [keyCheck(key, readers)]),
    ...(timestamp === null ? [] : [stampCheck(timestamp)]),
    ...(pdf === null ? [] : [pdfCheck(pdf, readers, world)]),
  ];
};
