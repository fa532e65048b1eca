import { buffer } from 'node:stream/consumers';
import DKIM from 'nodemailer/lib/dkim';
import type { DkimKey } from '../../model/dkim.ts';

/** All that a reader sees or a mail program acts on. A server on the way may add others. */
const SIGNED = [
  'From',
  'To',
  'Cc',
  'Subject',
  'Date',
  'Message-ID',
  'MIME-Version',
  'Content-Type',
  'Content-Transfer-Encoding',
  'List-Id',
  'Auto-Submitted',
];

const HEADER = 'DKIM-Signature:';

/**
 * The mail with a DKIM signature above it: rsa-sha256, relaxed/relaxed. The same mail and key give the same bytes, since it
 * names no time. Throws an Error where the key cannot sign.
 */
export const signMail = async (raw: Uint8Array, { domain, selector, key }: DkimKey): Promise<Uint8Array> => {
  const signer = new DKIM({ domainName: domain, keySelector: selector, privateKey: key, headerFieldNames: SIGNED.join(':') });
  const signed = await buffer(signer.sign(Buffer.from(raw)));
  // The library leaves the signature out where it fails, and says nothing.
  if (signed.toString('latin1', 0, HEADER.length) !== HEADER) throw new Error('The mail could not be signed with the DKIM key.');
  return signed;
};
