import { UsageError } from '../errors.ts';
import { checkField } from './check-faults.ts';
import { FAULT_OPTIONS, faultSchema } from './fault-schema.ts';
import type { Fault } from './fault.ts';

/** Statuses that may be written in place of a kind. */
const STATUSES: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  '401': { kind: 'unauthorized' },
  '403': { kind: 'forbidden' },
  '404': { kind: 'not-found' },
  '429': { kind: 'too-many-requests' },
  '500': { kind: 'server-error', status: 500 },
  '502': { kind: 'server-error', status: 502 },
  '503': { kind: 'server-error', status: 503 },
  '504': { kind: 'server-error', status: 504 },
};

/** What may stand where a kind is expected, for help and messages. */
export const FAULT_NAMES: readonly string[] = [...Object.keys(STATUSES), ...FAULT_OPTIONS.keys()];

const OPTION = /\s*([a-z-]+)\s*=\s*("(?:[^"\\]|\\.)*"|[^",]*)\s*(?:,|$)/y;

const camel = (name: string): string => name.replaceAll(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());
const kebab = (name: string): string => name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

/** A bare value is JSON where it reads as such (numbers, true, null, [], {}), else text; a quoted one is always text. */
const readValue = (text: string): unknown => {
  if (text.startsWith('"')) return text.slice(1, -1).replaceAll(/\\(.)/gs, '$1');
  try {
    return JSON.parse(text.trim());
  } catch {
    return text.trim();
  }
};

/** Null: the text is no list of options. */
const readOptions = (text: string): Readonly<Record<string, unknown>> | null => {
  const options: [string, unknown][] = [];
  const pattern = new RegExp(OPTION);
  while (pattern.lastIndex < text.length) {
    const match = pattern.exec(text);
    if (match === null) return null;
    options.push([camel(match[1] ?? ''), readValue(match[2] ?? '')]);
  }
  return Object.fromEntries(options);
};

const unknownKind = (name: string): UsageError =>
  new UsageError('unknown-fault', `The simulator knows no fault "${name}".`, { hint: `Faults: ${FAULT_NAMES.join(', ')}.` });

const wrongOptions = (text: string, kind: string, names: readonly string[]): UsageError => {
  const which = names.length === 0 ? 'its options cannot be read' : `${names.map(kebab).join(', ')} cannot be used so`;
  const options = (FAULT_OPTIONS.get(kind) ?? []).map(kebab).join(', ');
  return new UsageError('wrong-fault', `The fault "${text}" is not understood: ${which}.`, {
    hint: `Options of ${kind}: ${options}. For instance: 429@job=2,times=3,retry-after=5`,
  });
};

/**
 * Reads the short form of a fault:
 *
 *     fault  = kind [ ( "@" | "," ) option { "," option } ]
 *     option = name "=" value
 *     value  = bare text without commas and quotes, or "text" in which \" and \\ stand for themselves
 *
 * A kind is one of `FAULT_NAMES`: a status (`429`) or a word (`hang`). Every kind takes `job` (an id, a name with `*` and `?`,
 * or a place in the list from 1), `endpoint` (jobs, sessions, logs, any) and `times`; what else it takes stands in `fault.ts`,
 * written with hyphens: `429@job=2,times=3,retry-after=5`, `500,times=2`, `hang@job="SharePoint – Legal"`,
 * `wrong-type@endpoint=sessions,field=creationTime,value=null`. A job whose name or id is a number is quoted.
 *
 * Throws a UsageError that lists the kinds, the options of the kind, or the fields that a record has.
 */
export const parseFault = (text: string): Fault => {
  const [, name = '', rest = ''] = /^\s*([^@,]*?)\s*(?:[@,](.*))?$/s.exec(text) ?? [];
  const base = STATUSES[name] ?? { kind: name };
  const kind = String(base['kind']);
  if (!FAULT_OPTIONS.has(kind)) throw unknownKind(name);
  const options = readOptions(rest);
  if (options === null) throw wrongOptions(text, kind, []);
  const read = faultSchema.safeParse({ ...options, ...base });
  if (read.success) {
    checkField(read.data);
    return read.data;
  }
  throw wrongOptions(text, kind, [
    ...new Set(read.error.issues.flatMap((issue) => (issue.code === 'unrecognized_keys' ? issue.keys : issue.path.slice(0, 1).map(String)))),
  ]);
};
