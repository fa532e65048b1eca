import { placeInList, readId } from './fields.ts';
import { readObject, type ObjectLine } from './log-object.ts';
import { maskReason } from './mask.ts';
import type { DataIssue } from '../../model/collection.ts';
import type { LogLevel, LogLine } from '../../model/session.ts';

export type LogList = { readonly lines: readonly LogLine[]; readonly issues: readonly DataIssue[] };

type WireLine = { readonly id?: unknown; readonly title?: unknown; readonly type?: unknown; readonly message?: unknown };

const LEVELS: ReadonlyMap<string, LogLevel> = new Map([
  ['success', 'success'],
  ['warning', 'warning'],
  ['error', 'error'],
  ['failed', 'error'],
  ['running', 'running'],
]);

/** What is understood of a line lies in its first characters; the rest is kept, but not searched. */
const SEARCHED = 4000;

const UNITS: readonly string[] = ['', 'K', 'M', 'G', 'T', 'P'];
const BRACKETED = /^\s{0,20}\[([A-Za-z]{1,20})\]\s{0,20}/u;
const FOUND = /^found (\d[\d.,]{0,20}) (excluded )?objects?\b/iu;
const TRANSFERRED = /^transferred: ?(\d[\d.,]{0,20}) ?([KMGTP]?)i?B\b(?: ?\((\d[\d.,]{0,20}) items?\))?/iu;

const levelOf = (word: string): LogLevel => LEVELS.get(word.toLowerCase()) ?? 'unknown';

/** `[Level] text` in `title`, or `type` beside `message`. Null where there is no text. */
const readText = (wire: WireLine): { readonly level: LogLevel; readonly text: string } | null => {
  const raw = typeof wire.title === 'string' ? wire.title : wire.message;
  if (typeof raw !== 'string') return null;
  const bracketed = BRACKETED.exec(raw);
  if (bracketed !== null) return { level: levelOf(bracketed[1] ?? ''), text: raw.slice(bracketed[0].length) };
  return { level: typeof wire.type === 'string' ? levelOf(wire.type.trim()) : 'unknown', text: raw };
};

const safe = (value: number): number | null => (Number.isSafeInteger(value) ? value : null);

/** A whole number, with or without separators of thousands. */
const readWhole = (digits: string | undefined): number | null => (digits === undefined ? null : safe(Number(digits.replace(/[.,]/gu, ''))));

/** A last separator is a decimal one unless exactly three digits follow: sizes are written with one or two. */
const readDecimal = (digits: string): number => {
  const last = Math.max(digits.lastIndexOf('.'), digits.lastIndexOf(','));
  const fraction = last < 0 ? '' : digits.slice(last + 1);
  const isThousands = fraction.length === 3 || last < 0;
  const whole = isThousands ? digits : digits.slice(0, last);
  return Number(`${whole.replace(/[.,]/gu, '')}.${isThousands ? '0' : fraction || '0'}`);
};

const readTransferred = (text: string): LogLine['transferred'] => {
  const match = TRANSFERRED.exec(text);
  if (match === null) return null;
  const power = UNITS.indexOf((match[2] ?? '').toUpperCase());
  const bytes = safe(Math.round(readDecimal(match[1] ?? '') * 1024 ** power));
  return bytes === null ? null : { bytes, items: readWhole(match[3]) };
};

const readFound = (text: string): { readonly found: number | null; readonly excluded: number | null } => {
  const match = FOUND.exec(text);
  const count = readWhole(match?.[1]);
  return match?.[2] === undefined ? { found: count, excluded: null } : { found: null, excluded: count };
};

/** Only what warned or failed has a reason; without a recognized one the whole line is it. */
const readReason = (level: LogLevel, text: string, object: ObjectLine | null): string | null => {
  if (level !== 'warning' && level !== 'error') return null;
  const names = object === null ? [] : [object.name, ...object.aliases];
  return maskReason(object?.reason ?? text, names) || null;
};

const readLine = (wire: WireLine): LogLine | null => {
  const sent = readText(wire);
  if (sent === null) return null;
  const searched = sent.text.slice(0, SEARCHED);
  const object = readObject(searched);
  return {
    level: sent.level,
    text: sent.text,
    object: object === null ? null : { kind: object.kind, name: object.name },
    reason: readReason(sent.level, searched, object),
    ...readFound(searched),
    transferred: readTransferred(searched),
  };
};

/** A session's log as sent. A record without text is an issue; a text that matches nothing is kept as it is. */
export const readLog = (items: readonly unknown[]): LogList => {
  const lines: LogLine[] = [];
  const issues: DataIssue[] = [];
  items.forEach((item, at) => {
    const wire: WireLine = typeof item === 'object' && item !== null ? item : {};
    const line = readLine(wire);
    if (line === null) issues.push({ code: 'unreadable-log-line', record: readId(wire.id) ?? placeInList(at), field: 'title' });
    else lines.push(line);
  });
  return { lines, issues };
};
