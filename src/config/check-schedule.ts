import { Cron } from 'croner';
import { globTest } from './glob.ts';
import type { Misfit } from './mistake.ts';
import { isRelativePeriod } from './period.ts';
import type { Path } from './source-text.ts';

/** A schedule as far as it has the expected types. */
type LooseSchedule = {
  readonly cron?: string | undefined;
  readonly period?: string | undefined;
  readonly tenants: readonly (string | undefined)[];
};

/** Seen from a fixed instant, so that a configuration is as good today as tomorrow. */
const neverFires = (cron: string): boolean => {
  try {
    return new Cron(cron, { timezone: 'UTC', paused: true }).nextRun(new Date(0)) === null;
  } catch {
    // It is no expression, which has been said.
    return false;
  }
};

const cronRule = (path: Path, cron: string | undefined): Misfit[] =>
  cron === undefined || !neverFires(cron)
    ? []
    : [{ path: [...path, 'cron'], at: 'value', text: `found ${JSON.stringify(cron)}, which never comes about; expected days that the calendar has` }];

const periodRule = (path: Path, period: string | undefined): Misfit[] =>
  period === undefined || isRelativePeriod(period)
    ? []
    : [
        {
          path: [...path, 'period'],
          at: 'value',
          text: `found ${JSON.stringify(period)}; expected a period that moves with time, such as previous-month or last-7-days`,
        },
      ];

const tenantRules = (path: Path, globs: LooseSchedule['tenants'], ids: readonly string[]): Misfit[] =>
  globs.flatMap((glob, place) =>
    glob === undefined || ids.some(globTest(glob))
      ? []
      : [
          {
            path: [...path, 'tenants', place],
            at: 'value' as const,
            text: `found ${JSON.stringify(glob)}, which fits no tenant; there are: ${ids.join(', ') || 'none'}`,
          },
        ],
  );

/** What no single key of a schedule shows: whether it ever comes about, its window moves, and somebody is meant. */
export const checkSchedule = ({ cron, period, tenants }: LooseSchedule, path: Path, ids: readonly string[]): readonly Misfit[] => [
  ...cronRule(path, cron),
  ...periodRule(path, period),
  ...tenantRules(path, tenants, ids),
];
