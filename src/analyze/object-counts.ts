import { isTerminal } from './as-of.ts';
import { dropIn } from './drops.ts';
import type { DropRule, Points } from './drops.ts';
import type { Frame } from './frame.ts';
import { figuresFor, type LogFigures } from './log-figures.ts';
import type { CountSpan, Drop, ObjectCounts } from '../model/objects.ts';
import type { Session } from '../model/session.ts';

type Figures = ReadonlyMap<string, LogFigures>;

/** A handful of objects less is everyday life, however small the job. */
const DROP: DropRule = { length: 1, floor: 5 };

/** Whether it ran to its end: what a failed run has not reached is no drop. */
const ranToItsEnd = ({ statusClass }: Session): boolean => statusClass === 'success' || statusClass === 'warning';

/** How many objects a run walked, by the source's record, else how many its log found. */
const walkedBy = (session: Session, figures: Figures): number | null => session.progress ?? figures.get(session.id)?.found ?? null;

const NONE: Points = { starts: [], values: [] };

/** Most jobs walk as many objects every night: of these nothing is gathered. */
const everFalls = (known: readonly Session[], figures: Figures): boolean => {
  let highest = 0;
  for (const session of known) {
    const walked = ranToItsEnd(session) ? walkedBy(session, figures) : null;
    if (walked === null) continue;
    if (walked < highest) return true;
    highest = walked;
  }
  return false;
};

const walkedPoints = (known: readonly Session[], figures: Figures): Points => {
  if (!everFalls(known, figures)) return NONE;
  const points = known.flatMap((session) => {
    const walked = ranToItsEnd(session) ? walkedBy(session, figures) : null;
    return walked === null ? [] : [{ start: session.start, walked }];
  });
  return { starts: points.map(({ start }) => start), values: points.map(({ walked }) => walked) };
};

/** The first sudden drop of the objects walked that began in the window, or the one that still lasts. */
export const objectsDrop = (known: readonly Session[], figures: Figures, { from, cutoff }: Frame): Drop | null =>
  dropIn(walkedPoints(known, figures), DROP, from, cutoff);

/** Grows while runs are read; plain fields, since this is done for every session of every job. */
type Tally = { runs: number; least: number; most: number };

const emptyTally = (): Tally => ({ runs: 0, least: Infinity, most: 0 });

const note = (tally: Tally, value: number | null): void => {
  if (value === null) return;
  tally.runs += 1;
  if (value < tally.least) tally.least = value;
  if (value > tally.most) tally.most = value;
};

const spanOf = ({ runs, least, most }: Tally): CountSpan | null => (runs === 0 ? null : { runs, least, most });

const newestOf = (session: Session, figures: Figures): NonNullable<ObjectCounts['newest']> => {
  const { found, excluded } = figuresFor(figures, session.id);
  const { id, start, progress, processedObjects } = session;
  return { sessionId: id, start, logRead: figures.has(id), found, excluded, walked: progress, processed: processedObjects };
};

/** Objects found and excluded, as the logs say, and walked and processed, as the records do, over the window's ended runs. */
export const objectCounts = (window: readonly Session[], figures: Figures): Omit<ObjectCounts, 'drop'> => {
  const [found, excluded, walked, processed] = [emptyTally(), emptyTally(), emptyTally(), emptyTally()];
  let [runs, logsRead] = [0, 0];
  let newest: Session | null = null;
  for (const session of window) {
    if (!isTerminal(session)) continue;
    runs += 1;
    newest = session;
    note(walked, session.progress);
    note(processed, session.processedObjects);
    const logged = figures.size === 0 ? undefined : figures.get(session.id);
    if (logged === undefined) continue;
    logsRead += 1;
    note(found, logged.found);
    note(excluded, logged.excluded);
  }
  return {
    runs,
    logsRead,
    newest: newest && newestOf(newest, figures),
    found: spanOf(found),
    excluded: spanOf(excluded),
    walked: spanOf(walked),
    processed: spanOf(processed),
  };
};
