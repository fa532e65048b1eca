import { z } from 'zod';

const DECODER = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** The one way in which this folder writes JSON: keys in the order of the schema, two spaces, a line break at the end. */
export const writeJson = <S extends z.ZodType>(schema: S, value: z.output<S>): Uint8Array =>
  Buffer.from(`${JSON.stringify(z.encode(schema, value), null, 2)}\n`, 'utf8');

/** `form`: not the expected structure. `spelling`: the same content would be written in other bytes. */
export type Read<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly problem: 'form' | 'spelling'; readonly detail: string };

const parse = (bytes: Uint8Array): unknown => {
  const value: unknown = JSON.parse(DECODER.decode(bytes));
  return value;
};

const firstIssue = (error: z.ZodError): string => {
  const issue = error.issues[0];
  return issue === undefined ? 'unknown' : `${issue.path.map(String).join('.') || 'document'}: ${issue.message}`;
};

const said = (error: unknown): string => (error instanceof Error ? error.message : String(error)).slice(0, 200);

/** Reads what `writeJson` has written, and nothing else: not one byte may differ from how it would be written again. */
export const readJson = <S extends z.ZodType>(schema: S, bytes: Uint8Array): Read<z.output<S>> => {
  try {
    const read = schema.safeParse(parse(bytes));
    if (!read.success) return { ok: false, problem: 'form', detail: firstIssue(read.error) };
    return Buffer.from(bytes).equals(writeJson(schema, read.data))
      ? { ok: true, value: read.data }
      : { ok: false, problem: 'spelling', detail: 'written in another way' };
  } catch (error) {
    return { ok: false, problem: 'form', detail: said(error) };
  }
};
