import type { Format } from '../format.ts';

/** `1 Auftrag`, `2 Aufträge`, `0 Aufträge`. The plural follows no rule that could be left out. */
export const counted = (f: Format, count: number, one: string, many: string): string => `${f.integer(count)} ${count === 1 ? one : many}`;

const SMALL = ['kein', 'ein', 'zwei', 'drei', 'vier', 'fünf', 'sechs', 'sieben', 'acht', 'neun', 'zehn', 'elf', 'zwölf'] as const;

/** Small numbers as words, for sentences; of a noun that stands beside them, see `masculine`. */
export const inWords = (f: Format, count: number): string => SMALL[count] ?? f.integer(count);

/** Standing for a noun of masculine gender: `keiner`, `einer`, `zwei` (Aufträge, Läufe). */
export const masculine = (f: Format, count: number): string => ['keiner', 'einer'][count] ?? inWords(f, count);

export const runs = (f: Format, count: number): string => counted(f, count, 'Lauf', 'Läufe');
export const jobs = (f: Format, count: number): string => counted(f, count, 'Auftrag', 'Aufträge');
/** After "von", "bei", "auf": `3 Aufträgen`. */
export const jobsDative = (f: Format, count: number): string => counted(f, count, 'Auftrag', 'Aufträgen');
export const runsDative = (f: Format, count: number): string => counted(f, count, 'Lauf', 'Läufen');
export const daysDative = (f: Format, count: number): string => counted(f, count, 'Tag', 'Tagen');
