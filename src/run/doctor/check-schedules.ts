import { DateTime } from 'luxon';
import type { Agenda } from '../../archive/agenda.ts';
import type { Schedule } from '../../config/config.ts';
import { HOUR, type Instant } from '../../model/instant.ts';
import { nextTime } from '../../schedule/cron-times.ts';
import { dueAppointments, type Due, type Plan } from '../../schedule/due.ts';
import type { World } from '../../world.ts';
import { plansOf, questionAt } from '../schedule/plans.ts';
import { failed, good, notChecked, warning, type CheckResult, type CheckRow } from './check.ts';
import { askArchive, type CheckedArchive } from './check-archive.ts';
import type { KnownConfig, Readers } from './contract.ts';
import { perform } from './perform.ts';

const LIMIT = 60_000;
const SHOWN = 3;
/** Whoever keeps the schedules may be a little late. */
const SLACK = HOUR;

/** What became of the schedules so far; null: the archive could not be asked. */
type Past = { readonly missed: readonly Due[]; readonly kept: ReadonlySet<string> } | null;

const NOTHING: Past = { missed: [], kept: new Set() };

/** A schedule that nobody has kept so far was not missed: perhaps it is to begin. */
const missedOf = async (known: KnownConfig, agenda: Agenda, now: Instant): Promise<NonNullable<Past>> => {
  const last = await agenda.lastKept();
  const keyOf = (schedule: string, tenantId: string): string => JSON.stringify([schedule, tenantId]);
  const since = new Map(last.map(({ schedule, tenantId, beganAt }) => [keyOf(schedule, tenantId), beganAt]));
  const follow: Agenda['follow'] = async (following) =>
    following.map((each) => ({ ...each, since: since.get(keyOf(each.schedule, each.tenantId)) ?? now }));
  const plans: readonly Plan[] = await plansOf(known.config, known.tenants, { follow }, now);
  const due = dueAppointments(plans, await questionAt(plans, agenda, now));
  return { missed: due.filter(({ startsAt }) => startsAt + SLACK < now), kept: new Set(last.map(({ schedule }) => schedule)) };
};

const nextOf = (schedule: Schedule, now: Instant): readonly Instant[] => {
  const found: Instant[] = [];
  for (let next = nextTime(schedule, now); next !== null && found.length < SHOWN; next = nextTime(schedule, next)) found.push(next);
  return found;
};

const wordsOf = (instant: Instant, timezone: string): string => DateTime.fromMillis(instant, { zone: timezone }).toFormat('yyyy-MM-dd HH:mm');

const pastWords = (name: string, past: Past): string => {
  if (past === null) return ' Whether any was missed is not known: the archive could not be asked.';
  return past.kept.has(name) ? ' None was missed.' : ' None was kept so far.';
};

const resultOf = (schedule: Schedule, past: Past, now: Instant): CheckResult => {
  const { name, timezone } = schedule;
  const next = nextOf(schedule, now);
  if (next.length === 0)
    return failed(`Schedule "${name}" never comes about.`, 'Name days that the calendar has in schedules[].cron.', 'configuration');
  const coming = `Schedule "${name}" comes next at ${next.map((instant) => wordsOf(instant, timezone)).join(', ')} (${timezone}).`;
  const missed = past?.missed.filter((due) => due.schedule === name) ?? [];
  const [first] = missed;
  if (first === undefined) return good(`${coming}${pastWords(name, past)}`);
  const more = missed.length > 1 ? `, and ${String(missed.length - 1)} more` : '';
  const which = `${first.period.key} of tenant ${first.tenantId}, due since ${wordsOf(first.startsAt, timezone)}${more}`;
  return warning(
    `${coming} Not made: the report of ${which}.`,
    'See that "vdc-report serve" is running, or that cron calls "vdc-report run --due"; what was missed is then made up for.',
  );
};

/** What comes next, and whether what was due last was done. */
export const checkSchedules = async (
  known: KnownConfig,
  archive: CheckedArchive,
  readers: Readers,
  signal: AbortSignal,
  world: World,
): Promise<readonly CheckRow[]> => {
  const { schedules } = known.config;
  const row = (id: 'schedules' | 'schedule', work: () => Promise<CheckResult>): Promise<CheckRow> =>
    perform({ id, tenantId: null, limit: LIMIT, work }, signal);
  if (schedules.length === 0)
    return [await row('schedules', async () => notChecked('No schedule is configured: reports are made when somebody runs the program.'))];
  const whether = await row('schedules', async () => {
    await readers.schedules();
    return good('They can be kept by "vdc-report serve" or "vdc-report run --due".');
  });
  const past =
    archive.kind === 'absent' ? Promise.resolve(NOTHING) : askArchive(known.config, archive, ({ agenda }) => missedOf(known, agenda, world.now()));
  past.catch(() => undefined);
  const each = schedules.map((schedule) => row('schedule', async () => resultOf(schedule, await past, world.now())));
  return [...(whether.state === 'ok' ? [] : [whether]), ...(await Promise.all(each))];
};
