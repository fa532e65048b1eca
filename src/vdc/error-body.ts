import { readBeginning } from './body.ts';
import { readRetryAfter } from './retry.ts';
import type { Instant } from '../model/instant.ts';
import type { Redactor } from './redactor.ts';
import type { Reply } from './transport.ts';

/** What an error's body says; untrusted text, without control characters and without the key. */
export type ErrorBody = { readonly detail: string | null; readonly retryAfterMs: number | null };

type WireError = {
  readonly message?: unknown;
  readonly title?: unknown;
  readonly detail?: unknown;
  readonly error_description?: unknown;
  readonly retryAfter?: unknown;
};
type WireBody = WireError & { readonly error?: unknown; readonly errors?: unknown };

const MAX_BYTES = 2048;
const MAX_DETAIL = 300;
const NOTHING: ErrorBody = { detail: null, retryAfterMs: null };

/** One line without control, format or direction characters, and without the key; what is cut away is marked. */
export const cleanDetail = (text: string, redactor: Redactor): string => {
  const visible = text
    .replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ')
    .replace(/\p{Cf}/gu, '')
    .trim();
  const clean = redactor.text(visible);
  return clean.length > MAX_DETAIL ? `${clean.slice(0, MAX_DETAIL).toWellFormed()}…` : clean;
};

/** The record itself, its `error`, and each of its `errors`. */
const candidates = (body: WireBody): readonly WireError[] => {
  const several: readonly unknown[] = Array.isArray(body.errors) ? body.errors.slice(0, 10) : [];
  return [body, body.error, ...several].filter((value) => typeof value === 'object' && value !== null);
};

const textOf = ({ message, title, detail, error_description: description }: WireError): string | null => {
  const texts = [title, message, detail, description].filter((value) => typeof value === 'string' && value.trim() !== '');
  return texts.length === 0 ? null : [...new Set(texts)].join(': ');
};

const firstOf = <Item, Value>(items: readonly Item[], read: (item: Item) => Value | null): Value | null => {
  for (const item of items) {
    const value = read(item);
    if (value !== null) return value;
  }
  return null;
};

const parse = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
};

/** Reads at most 2 kB of an error's body; a body that cannot be read says nothing. */
export const readErrorBody = async (reply: Reply, now: Instant, redactor: Redactor): Promise<ErrorBody> => {
  try {
    const bytes = await readBeginning(reply, MAX_BYTES);
    const value = parse(new TextDecoder().decode(bytes));
    if (typeof value !== 'object' || value === null) return NOTHING;
    const records = candidates(value);
    const detail = firstOf(records, textOf);
    return {
      detail: detail === null ? null : cleanDetail(detail, redactor),
      retryAfterMs: firstOf(records, ({ retryAfter }) => readRetryAfter(retryAfter, now)),
    };
  } catch {
    return NOTHING;
  }
};
