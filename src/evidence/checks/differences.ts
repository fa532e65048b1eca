export type Difference = { readonly path: string; readonly stated: string; readonly recomputed: string };

const LONGEST = 120;
const ABSENT = 'nothing';

const shown = (value: unknown): string => {
  if (value === undefined) return ABSENT;
  const text = JSON.stringify(value);
  return text.length > LONGEST ? `${text.slice(0, LONGEST - 1)}…` : text;
};

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === 'object' && value !== null && !Array.isArray(value);

const PLAIN_KEY = /^[A-Za-z_$][\w$]*$/;

const below = (path: string, key: string): string => {
  if (!PLAIN_KEY.test(key)) return `${path}[${JSON.stringify(key)}]`;
  return path === '' ? key : `${path}.${key}`;
};

const ownValue = (record: Readonly<Record<string, unknown>>, key: string): unknown => (Object.hasOwn(record, key) ? record[key] : undefined);

/** Counts the values compared and collects where they are not the same. Both sides are JSON. */
const walk = (stated: unknown, recomputed: unknown, path: string, found: Difference[]): number => {
  if (Array.isArray(stated) && Array.isArray(recomputed)) {
    const length = Math.max(stated.length, recomputed.length);
    let values = 0;
    for (let place = 0; place < length; place += 1) values += walk(stated[place], recomputed[place], `${path}[${String(place)}]`, found);
    return values;
  }
  if (isRecord(stated) && isRecord(recomputed)) {
    const keys = new Set([...Object.keys(recomputed), ...Object.keys(stated)]);
    let values = 0;
    for (const key of keys) values += walk(ownValue(stated, key), ownValue(recomputed, key), below(path, key), found);
    return values;
  }
  if (!Object.is(stated, recomputed)) found.push({ path, stated: shown(stated), recomputed: shown(recomputed) });
  return 1;
};

/** Field by field: how many values were compared, and every one that differs, in the order of the recomputed document. */
export const differences = (stated: unknown, recomputed: unknown): { readonly values: number; readonly found: readonly Difference[] } => {
  const found: Difference[] = [];
  return { values: walk(stated, recomputed, '', found), found };
};
