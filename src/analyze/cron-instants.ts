import { Cron } from 'croner';
import { headLength } from './bounds.ts';
import type { Frame } from './frame.ts';
import type { Instant } from '../model/instant.ts';

/**
 * The expected instants around the window, with one before it and one after the cutoff where there are any.
 * The span of instant i is `[edges[i], edges[i + 1])`: from halfway to the one before until halfway to the next, the outermost without end.
 */
export type CronInstants = { readonly kind: 'instants'; readonly instants: readonly Instant[]; readonly edges: readonly number[] };

/** The last before `from`, all up to `to`, the first after it: ascending. */
const instantsAround = (cron: Cron, from: Instant, to: Instant): Instant[] => {
  const found = cron.previousRuns(1, new Date(from)).map((date) => date.getTime());
  let next = cron.nextRun(new Date(from - 1));
  while (next !== null) {
    found.push(next.getTime());
    if (next.getTime() > to) break;
    next = cron.nextRun(next);
  }
  return found;
};

const midpoints = (instants: readonly Instant[]): number[] => {
  const middles: number[] = [];
  let previous: Instant | null = null;
  for (const instant of instants) {
    if (previous !== null) middles.push((previous + instant) / 2);
    previous = instant;
  }
  return middles;
};

/** Null when the expression never fires there. The expression has five fields; its zone is an IANA name. */
export const cronInstants = (expression: string, timezone: string, frame: Frame): CronInstants | null => {
  const cron = new Cron(expression, { timezone, paused: true });
  const around = instantsAround(cron, frame.from, Math.max(frame.from, frame.cutoff));
  if (around.length === 0) return null;
  const edges = [-Infinity, ...midpoints(around), Infinity];
  return { kind: 'instants', instants: around, edges };
};

/** Which instant's span holds `instant`. */
export const spanIndex = (cron: CronInstants, instant: Instant): number => headLength(cron.edges, (edge) => edge <= instant) - 1;

/** A reader that walks each expression once, however many jobs share it. */
export const cronReader = (frame: Frame): ((expression: string, timezone: string) => CronInstants | null) => {
  const known = new Map<string, CronInstants | null>();
  return (expression, timezone) => {
    const key = `${timezone} ${expression}`;
    const found = known.get(key);
    if (found !== undefined) return found;
    const made = cronInstants(expression, timezone, frame);
    known.set(key, made);
    return made;
  };
};
