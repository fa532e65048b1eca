import type { ReportJob } from '../../model/report.ts';

type Session = ReportJob['sessions'][number];

/** What the mark of a run says, in the order in which they are told. */
export const RUN_KINDS = ['success', 'warning', 'failed', 'unknown', 'running'] as const;

export type RunKind = (typeof RUN_KINDS)[number];

/** A success that came too late to be a recovery point is drawn as what it was: none. */
export const runKind = ({ class: kind, recoveryPoint }: Session): RunKind => {
  if (kind === 'running') return 'running';
  if (recoveryPoint) return kind === 'success' ? 'success' : 'warning';
  return kind === 'unknown' ? 'unknown' : 'failed';
};
