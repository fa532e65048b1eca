import { z } from 'zod';
import type { Misfit } from './mistake.ts';
import { nearest } from './nearest.ts';
import type { Path } from './source-text.ts';

/** Under these keys stands a secret, or somebody may have put one there by mistake: what was found is never shown. */
const SECRET_KEYS: ReadonlySet<string | number> = new Set([
  'apiKey',
  'auth',
  'password',
  'oauth2',
  'clientSecret',
  'refreshToken',
  'archive',
  'signing',
  'redactKey',
  'dkim',
]);
const REFERENCE_KEYS: ReadonlySet<string | number> = new Set(['apiKey', 'password', 'clientSecret', 'refreshToken', 'signing', 'redactKey']);

const LONGEST_SHOWN = 60;

export const valueAt = (root: unknown, path: Path): unknown =>
  path.reduce<unknown>(
    (value, step) => (typeof value === 'object' && value !== null && Object.hasOwn(value, step) ? Reflect.get(value, step) : undefined),
    root,
  );

/** A password in an address is a secret too, and so is a key in its query. */
const withoutCredentials = (text: string): string => text.replace(/[?#].*$/s, '?…').replace(/^([a-z+]*:\/\/)?.*@/is, '$1…@');

const quoted = (text: string): string => {
  const short = text.length > LONGEST_SHOWN ? `${text.slice(0, LONGEST_SHOWN)}…` : text;
  return JSON.stringify(short);
};

const foundWords = (value: unknown, url: boolean): string => {
  if (typeof value === 'string') return value === '' ? 'found an empty text' : `found ${quoted(url ? withoutCredentials(value) : value)}`;
  if (value === null) return 'nothing stands here';
  if (Array.isArray(value)) return value.length === 0 ? 'found an empty list' : 'found a list';
  if (typeof value === 'object') return 'found a mapping';
  return `found the ${typeof value} ${JSON.stringify(value)}`;
};

const hiddenWords = (value: unknown): string => {
  if (value === null) return 'nothing stands here';
  if (Array.isArray(value)) return 'found a list (not shown)';
  return typeof value === 'object' ? 'found a mapping of another form (not shown)' : 'found a literal value (not shown)';
};

const quotesHelp = (value: unknown, expected: string): string =>
  typeof value === 'number' && /^(?:a name|a short id|a sentence|one e-mail)/.test(expected) ? '; put it in quotes' : '';

const HINT = ', so that the secret itself stands in no file that is shared';

/** An address and a time are no secrets, although they stand among some. */
const isOpen = ([first, second]: Path): boolean => first === 'signing' && second === 'timestamp';

/** The sentence for a value that does not fit. */
export const misfitWords = (path: Path, value: unknown, expected: string): string => {
  if (value === undefined) return `missing; expected ${expected}`;
  if (isOpen(path) || !path.some((step) => SECRET_KEYS.has(step)))
    return `${foundWords(value, /url$/i.test(String(path.at(-1))))}; expected ${expected}${quotesHelp(value, expected)}`;
  const literal = typeof value !== 'object' && path.some((step) => REFERENCE_KEYS.has(step));
  return `${hiddenWords(value)}; expected ${expected}${literal ? HINT : ''}`;
};

/** As much of a JSON Schema as is needed to find the known keys of a place. */
const shapeSchema = z.object({
  get properties() {
    return z.record(z.string(), shapeSchema).optional();
  },
  get items() {
    return shapeSchema.optional();
  },
  get anyOf() {
    return z.array(shapeSchema).optional();
  },
});
type Shape = z.infer<typeof shapeSchema>;

const childShapes = (shape: Shape, step: string | number): readonly Shape[] => {
  const own = typeof step === 'number' ? shape.items : shape.properties?.[step];
  return [...(own === undefined ? [] : [own]), ...(shape.anyOf ?? []).flatMap((option) => childShapes(option, step))];
};

const keysOf = (shape: Shape): readonly string[] => [...Object.keys(shape.properties ?? {}), ...(shape.anyOf ?? []).flatMap(keysOf)];

const knownKeys = (path: Path, schema: z.ZodType): readonly string[] => {
  const root = shapeSchema.parse(z.toJSONSchema(schema, { io: 'input' }));
  return path.reduce<readonly Shape[]>((shapes, step) => shapes.flatMap((shape) => childShapes(shape, step)), [root]).flatMap(keysOf);
};

const unknownKey = (path: Path, key: string, schema: z.ZodType): Misfit => {
  const known = knownKeys(path, schema);
  const meant = nearest(key, known);
  return {
    path: [...path, key],
    at: 'key',
    text: meant === null ? `unknown key; known here: ${known.join(', ')}` : `unknown key; did you mean ${meant}?`,
  };
};

/** What `schema` found wrong, in the words of the operator. `root` is the value that was checked. */
export const explainIssue = (issue: z.core.$ZodIssue, root: unknown, schema: z.ZodType): readonly Misfit[] => {
  const path = issue.path.filter((step) => typeof step !== 'symbol');
  if (issue.code === 'unrecognized_keys') return issue.keys.map((key) => unknownKey(path, key, schema));
  return [{ path, at: 'value', text: misfitWords(path, valueAt(root, path), issue.message) }];
};
