import { isTerminal } from './as-of.ts';
import type { LoggedRun } from '../model/objects.ts';
import type { Session, SessionLog } from '../model/session.ts';

export type LogFigures = Omit<LoggedRun, 'sessionId'>;

const NOTHING: LogFigures = { found: null, excluded: null, bytes: null, items: null };

const plus = (sum: number | null, value: number | null): number | null => (value === null ? sum : (sum ?? 0) + value);

/** A line of found objects that is written again names no further ones; each line of excluded ones has a ground of its own. */
const figuresOf = ({ lines }: SessionLog): LogFigures => {
  const exclusions = new Set<string>();
  const figures: { -readonly [Key in keyof LogFigures]: LogFigures[Key] } = { ...NOTHING };
  for (const { text, found, excluded, transferred } of lines) {
    if (found !== null) figures.found = Math.max(figures.found ?? 0, found);
    if (excluded !== null && !exclusions.has(text)) {
      exclusions.add(text);
      figures.excluded = plus(figures.excluded, excluded);
    }
    if (transferred === null) continue;
    figures.bytes = plus(figures.bytes, transferred.bytes);
    figures.items = plus(figures.items, transferred.items);
  }
  return figures;
};

/** Of every log that was read, by its session; a log that counts nothing is there, too. */
export const figuresBySession = (logs: readonly SessionLog[]): ReadonlyMap<string, LogFigures> =>
  new Map(logs.map((log) => [log.sessionId, figuresOf(log)]));

export const figuresFor = (figures: ReadonlyMap<string, LogFigures>, sessionId: string): LogFigures => figures.get(sessionId) ?? NOTHING;

/** The window's ended runs whose logs count anything. */
export const loggedRuns = (window: readonly Session[], figures: ReadonlyMap<string, LogFigures>): readonly LoggedRun[] => {
  if (figures.size === 0) return [];
  return window.filter(isTerminal).flatMap(({ id }) => {
    const figure = figuresFor(figures, id);
    return Object.values(figure).every((value) => value === null) ? [] : [{ sessionId: id, ...figure }];
  });
};
