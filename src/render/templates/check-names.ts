import type { Data } from './data.ts';

/** Where in the data a template stands: the last is what it shows now, those before are `../`. */
export type Scope = readonly [Data, ...Data[]];

export type Path = { readonly depth: number; readonly data: boolean; readonly parts: readonly string[]; readonly original: string };

/** Looks through words of any spelling for the one that was meant; null where none is near. */
export type Nearest = (written: string, known: readonly string[]) => string | null;

/** What a loop says of itself. */
const LOOP = new Set(['index', 'first', 'last']);

const MOST_NAMED = 12;

export const isList = (data: Data): data is readonly [Data] => Array.isArray(data);

const namesIn = (data: Data): readonly string[] => (data === true ? [] : isList(data) ? ['length'] : Object.keys(data));

const listed = (names: readonly string[]): string =>
  names.length > MOST_NAMED ? `${names.slice(0, MOST_NAMED).join(', ')} and ${String(names.length - MOST_NAMED)} more` : names.join(', ');


const step = (data: Data, name: string): Data | null => {
  if (data === true) return null;
  if (isList(data)) return name === 'length' ? true : null;
  return Object.hasOwn(data, name) ? (data[name] ?? null) : null;
};

const missing = (name: string, data: Data, { original }: Path, nearest: Nearest): string => {
  const names = namesIn(data);
  if (names.length === 0) return `{{${original}}}: there is nothing below a text`;
  const meant = nearest(name, names);
  return `{{${original}}}: there is no ${JSON.stringify(name)}${meant === null ? "." : `; did you mean ${meant}?`} There ${names.length === 1 ? 'is' : 'are'}: ${listed(names)}`;
};

const startOf = (path: Path, scope: Scope): Data | string => {
  if (!path.data) return scope[scope.length - 1 - path.depth] ?? `{{${path.original}}}: it leads out of the data`;
  if (path.parts[0] === 'root') return scope[0];
  return LOOP.has(path.parts[0] ?? '') ? true : `{{${path.original}}}: there are @root, @index, @first and @last`;
};

/** What a path shows, or a sentence on why there is nothing. Only names of the data itself: no prototype, no method. */
export const lookUp = (path: Path, scope: Scope, nearest: Nearest): Data | string => {
  let data = startOf(path, scope);
  for (const name of path.data ? path.parts.slice(1) : path.parts) {
    if (typeof data === 'string') return data;
    const next = step(data, name);
    if (next === null) return missing(name, data, path, nearest);
    data = next;
  }
  return data;
};

/** Only a text can be shown as one. */
export const unshowable = (data: Data, { original }: Path): string | null => {
  if (data === true) return null;
  return isList(data) ? `{{${original}}} is a list; go through it with #each` : `{{${original}}} holds ${listed(namesIn(data))}; show one of them`;
};

