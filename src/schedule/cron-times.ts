import { Cron } from 'croner';
import { DAY, type Instant } from '../model/instant.ts';

export type CronRule = {
  /** Five fields. */
  readonly cron: string;
  /** IANA zone. A time that a change of the clock skips is the change itself; one that comes twice is the first. */
  readonly timezone: string;
};

export type Stretch = { readonly from: Instant; readonly to: Instant };

const read = ({ cron, timezone }: CronRule): Cron => new Cron(cron, { timezone, paused: true });

/** `from <= instant <= to`, ascending. */
const within = (cron: Cron, { from, to }: Stretch): Instant[] => {
  const found: Instant[] = [];
  let next = cron.nextRun(new Date(from - 1));
  while (next !== null && next.getTime() <= to) {
    found.push(next.getTime());
    next = cron.nextRun(next);
  }
  return found;
};

/**
 * The instants of a stretch, both ends included, the newest first. Of more than `most` the oldest are left out: it is searched
 * backwards, in steps that grow, so that a rule of every minute costs no more than one of every month.
 */
export const lastTimes = (rule: CronRule, { from, to }: Stretch, most: number): readonly Instant[] => {
  const cron = read(rule);
  const found: Instant[] = [];
  let end = to;
  for (let step = DAY; end >= from && found.length < most; step *= 2) {
    const begin = Math.max(from, end - step);
    found.push(...within(cron, { from: begin, to: end }).reverse());
    end = begin - 1;
  }
  return found.slice(0, most);
};

/** The first instant after `after`; null where there is none. */
export const nextTime = (rule: CronRule, after: Instant): Instant | null => read(rule).nextRun(new Date(after))?.getTime() ?? null;
