import type { AppointmentEntry } from '../archive/agenda.ts';
import { wordingFor } from '../messages/catalogue.ts';
import { toIso, type Instant } from '../model/instant.ts';
import { appointmentKey } from '../model/scheduled.ts';
import type { Kept } from '../run/schedule/keep.ts';
import type { DueOutcome } from '../run/schedule/run-due.ts';
import type { ExitCode } from './exit-code.ts';
import { errorJson, missingLines, summaryText } from './summary.ts';
import { cleanLine, type Paint } from './terminal.ts';

const STATES: Readonly<Record<Kept['state'], string>> = { done: 'done', waiting: 'put off', failed: 'given up' };

const keptLine = ({ due, state, nextAttemptAt }: Kept): string => {
  const { f } = wordingFor('en', 'UTC');
  const again = nextAttemptAt === null ? '' : `, tried again from ${f.instant(toIso(nextAttemptAt))} on`;
  return cleanLine(`  ${STATES[state]}: ${due.schedule} · ${due.tenantId} · ${due.period.key} · due since ${f.instant(toIso(due.startsAt))}${again}`);
};

const waitingLine = ({ schedule, tenantId, periodKey, attempts, nextAttemptAt }: AppointmentEntry): string => {
  const { f } = wordingFor('en', 'UTC');
  const next = nextAttemptAt === null ? '' : ` from ${f.instant(toIso(nextAttemptAt))} on`;
  return cleanLine(`  ${schedule} · ${tenantId} · ${periodKey} · ${f.integer(attempts)} ${attempts === 1 ? 'attempt' : 'attempts'}, again${next}`);
};

const part = (title: string, lines: readonly string[], paint: Paint): readonly string[] =>
  lines.length === 0 ? [] : [[paint('bold', title), ...lines].join('\n')];

/** Those that were put off by this very process stand in its own list. */
const othersWaiting = ({ kept, waiting }: DueOutcome): readonly AppointmentEntry[] => {
  const mine = new Set(kept.map(({ due }) => appointmentKey(due)));
  return waiting.filter((entry) => !mine.has(appointmentKey(entry)));
};

/** The result for people: each report that was due, then what of all was kept, put off or given up. */
export const dueText = (outcome: DueOutcome, width: number, paint: Paint): string => {
  const { kept, missing } = outcome;
  const tenants = kept.flatMap((each) => each.outcome ?? []);
  return [
    ...(kept.length === 0 ? ['No report was due.'] : []),
    ...(tenants.length === 0 ? [] : [summaryText({ tenants }, width, paint)]),
    ...part('Schedules', kept.map(keptLine), paint),
    ...part('Waiting for another attempt', othersWaiting(outcome).map(waitingLine), paint),
    ...(missing.length === 0 ? [] : [missingLines({ missing, error: null }, paint).join('\n').trimStart()]),
  ].join('\n\n');
};

const instant = (at: Instant | null): string | null => (at === null ? null : toIso(at));

const keptJson = ({ due, attempt, state, nextAttemptAt, outcome }: Kept) => ({
  schedule: due.schedule,
  tenant: due.tenantId,
  instant: toIso(due.instant),
  period: due.period.key,
  state,
  attempt,
  nextAttemptAt: instant(nextAttemptAt),
  verdict: outcome?.verdict ?? null,
  folder: outcome?.folder ?? null,
  delivery: outcome?.delivery ?? null,
  missing: outcome?.missing ?? [],
  error: errorJson(outcome?.error ?? null),
});

const waitingJson = ({ schedule, tenantId, periodKey, attempts, code, ...entry }: AppointmentEntry) => ({
  schedule,
  tenant: tenantId,
  instant: toIso(entry.instant),
  period: periodKey,
  attempts,
  nextAttemptAt: instant(entry.nextAttemptAt),
  code,
});

/** The result for machines: one JSON document. */
export const dueJson = ({ kept, waiting, missing }: DueOutcome, exitCode: ExitCode): string =>
  JSON.stringify({ reports: kept.map(keptJson), waiting: waiting.map(waitingJson), missing, exitCode });
