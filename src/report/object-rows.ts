import type { JobAnalysis } from '../model/analysis.ts';
import type { Drop, ObjectCounts, TenantReason, Transfer } from '../model/objects.ts';
import type { FindingArgs } from '../model/finding.ts';
import { toIso, toIsoOrNull } from '../model/instant.ts';
import type { Report, ReportJob } from '../model/report.ts';

type Failing = NonNullable<ReportJob['objects']>['persistentlyFailing'][number];

const failingRow = (failing: NonNullable<JobAnalysis['objects']>['persistentlyFailing'][number]): Failing => ({
  ...failing,
  since: toIso(failing.since),
  newest: toIso(failing.newest),
  lastSuccess: toIsoOrNull(failing.lastSuccess),
});

export const objectsRow = ({ objects, loggedRuns }: JobAnalysis): ReportJob['objects'] =>
  objects && {
    seen: objects.seen,
    persistentAfter: objects.persistentAfter,
    persistentlyFailing: objects.persistentlyFailing.map(failingRow),
    reasons: objects.reasons.map(({ reason, objects: count, sessions }) => ({ reason, objects: count, sessions })),
    logs: { ...objects.logs },
    runs: loggedRuns.map((run) => ({ ...run })),
  };

/** A drop as rows and findings have it. */
export const objectsDropRow = ({ from, to, length, ...drop }: Drop): FindingArgs['objects-dropped'] => ({
  from: toIso(from),
  to: toIso(to),
  runs: length,
  ...drop,
});

export const volumeDropRow = ({ from, to, length, lasting, most, median, before }: Drop): FindingArgs['volume-dropped'] => ({
  from: toIso(from),
  to: toIso(to),
  days: length,
  lasting,
  mostBytes: most,
  medianBytes: median,
  before,
});

export const objectCountsRow = (counts: ObjectCounts): ReportJob['objectCounts'] => ({
  ...counts,
  newest: counts.newest && { ...counts.newest, start: toIso(counts.newest.start) },
  found: counts.found && { ...counts.found },
  excluded: counts.excluded && { ...counts.excluded },
  walked: counts.walked && { ...counts.walked },
  processed: counts.processed && { ...counts.processed },
  drop: counts.drop && objectsDropRow(counts.drop),
});

export const transferRow = (transfer: Transfer | null): ReportJob['transfer'] =>
  transfer && {
    bytes: transfer.bytes,
    runs: transfer.runs,
    of: transfer.of,
    medianBytes: transfer.median,
    change: transfer.change,
    days: transfer.days.map((day) => ({ ...day })),
    drop: transfer.drop && volumeDropRow(transfer.drop),
  };

export const reasonRow = ({ reason, objects, kinds, sessions, jobIds }: TenantReason): Report['reasons'][number] => ({
  reason,
  objects,
  kinds: [...kinds].map(([kind, count]) => ({ kind, objects: count })),
  sessions,
  jobIds: [...jobIds],
});
