/** Takes secrets out of what a server sends back. */
export type Redactor = {
  /** The text with every secret replaced by a word. */
  readonly text: (text: string) => string;
  /** Overwrites secrets in place, byte for byte, so that lengths stay. */
  readonly bytes: (bytes: Uint8Array) => void;
  readonly holds: (text: string) => boolean;
  /** The same as `bytes`, also where a secret lies across two chunks. */
  readonly stream: (chunks: AsyncIterable<Uint8Array>) => AsyncGenerator<Uint8Array>;
};

const WORD = '[key]';
const STAR = 42;
/** A shorter secret would be found in any text. */
const SHORTEST_IN_BODIES = 6;

/** Without padding, so that it is found also where more follows. */
const base64 = (secret: string, alphabet: 'base64' | 'base64url'): string => Buffer.from(secret).toString(alphabet).replace(/=+$/, '');

/** As it is, as JSON writes it, as a URL writes it, as a header for basic login would. */
const formsOf = (secret: string): readonly string[] => [
  secret,
  JSON.stringify(secret).slice(1, -1),
  encodeURIComponent(secret),
  base64(secret, 'base64'),
  base64(secret, 'base64url'),
];

const overwrite = (buffer: Buffer, form: Buffer): void => {
  for (let at = buffer.indexOf(form); at >= 0; at = buffer.indexOf(form, at + form.length)) buffer.fill(STAR, at, at + form.length);
};

const asBuffer = (bytes: Uint8Array): Buffer => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);

async function* redactChunks(chunks: AsyncIterable<Uint8Array>, kept: number, redact: (bytes: Uint8Array) => void): AsyncGenerator<Uint8Array> {
  let tail: Uint8Array = new Uint8Array();
  for await (const chunk of chunks) {
    const joined = Buffer.concat([tail, chunk]);
    redact(joined);
    const ready = Math.max(0, joined.length - kept);
    if (ready > 0) yield joined.subarray(0, ready);
    tail = joined.subarray(ready);
  }
  if (tail.length > 0) yield tail;
}

export const createRedactor = (secrets: readonly string[]): Redactor => {
  // The longest first, so that no form is cut apart by a shorter one.
  const forms = [...new Set(secrets.filter((secret) => secret !== '').flatMap(formsOf))].toSorted((a, b) => b.length - a.length);
  const buffers = forms.filter((form) => form.length >= SHORTEST_IN_BODIES).map((form) => Buffer.from(form));
  const longest = Math.max(1, ...buffers.map((buffer) => buffer.length));
  const bytes = (given: Uint8Array): void => {
    const buffer = asBuffer(given);
    for (const form of buffers) overwrite(buffer, form);
  };
  return {
    text: (text) => forms.reduce((clean, form) => clean.replaceAll(form, WORD), text),
    bytes,
    holds: (text) => forms.some((form) => text.includes(form)),
    stream: (chunks) => redactChunks(chunks, longest - 1, bytes),
  };
};
