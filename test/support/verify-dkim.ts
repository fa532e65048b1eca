import { createHash, generateKeyPairSync, verify, type KeyObject } from 'node:crypto';

/** A pair to sign mails with: the private half as the configuration wants it. */
export const dkimPair = (modulusLength = 2048): { readonly pem: string; readonly publicKey: KeyObject } => {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength });
  return { pem: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(), publicKey };
};

const squeeze = (text: string): string => text.replace(/[ \t]+/g, ' ');

/** RFC 6376, 3.4.4. */
const relaxedBody = (body: string): string => {
  const lines = body.split('\r\n').map((line) => squeeze(line).replace(/ $/, ''));
  while (lines.at(-1) === '') lines.pop();
  return lines.length === 0 ? '' : `${lines.join('\r\n')}\r\n`;
};

type Field = { readonly name: string; readonly value: string };

const fieldsOf = (head: string): readonly Field[] =>
  head.split(/\r\n(?![ \t])/).map((field) => {
    const colon = field.indexOf(':');
    return { name: field.slice(0, colon).trim().toLowerCase(), value: field.slice(colon + 1) };
  });

/** RFC 6376, 3.4.2. */
const relaxedField = ({ name, value }: Field): string => `${name}:${squeeze(value.replaceAll('\r\n', '')).trim()}`;

const tagsOf = (value: string): ReadonlyMap<string, string> =>
  new Map(
    value
      .replaceAll(/\r\n/g, '')
      .split(';')
      .filter((tag) => tag.includes('='))
      .map((tag) => [tag.slice(0, tag.indexOf('=')).trim(), tag.slice(tag.indexOf('=') + 1).replaceAll(/[ \t]/g, '')]),
  );

/** Each field that the signature names, from the bottom up, each instance once (RFC 6376, 5.4.2). */
const signedFields = (fields: readonly Field[], names: readonly string[]): readonly Field[] => {
  const left = [...fields];
  return names.flatMap((name) => {
    const at = left.findLastIndex((field) => field.name === name);
    return at === -1 ? [] : left.splice(at, 1);
  });
};

export type DkimVerdict = {
  readonly body: boolean;
  readonly signature: boolean;
  /** What the signature says of itself. */
  readonly tags: ReadonlyMap<string, string>;
};

/** What a receiver makes of a mail with one signature, by RFC 6376 alone; null: it is not signed. */
export const verifyDkim = (raw: Uint8Array, publicKey: KeyObject): DkimVerdict | null => {
  const text = Buffer.from(raw).toString('latin1');
  const end = text.indexOf('\r\n\r\n');
  const fields = fieldsOf(text.slice(0, end));
  const own = fields.find(({ name }) => name === 'dkim-signature');
  if (own === undefined) return null;
  const tags = tagsOf(own.value);
  const hash = createHash('sha256')
    .update(relaxedBody(text.slice(end + 4)), 'latin1')
    .digest('base64');
  const names = (tags.get('h') ?? '').toLowerCase().split(':');
  const others = fields.filter((field) => field !== own);
  const unsigned = relaxedField({ ...own, value: own.value.replace(/([;\s]b=)[^;]*/, '$1') });
  const data = `${signedFields(others, names)
    .map((field) => `${relaxedField(field)}\r\n`)
    .join('')}${unsigned}`;
  return {
    body: hash === tags.get('bh'),
    signature: verify('sha256', Buffer.from(data, 'latin1'), publicKey, Buffer.from(tags.get('b') ?? '', 'base64')),
    tags,
  };
};
