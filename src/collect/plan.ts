import { SECOND, type Instant } from '../model/instant.ts';
import type { JobCollection } from '../model/collection.ts';
import type { Resource } from '../model/evidence.ts';
import type { Session } from '../model/session.ts';

export type LogChoice = 'none' | 'problems' | 'all';

export type CollectPlan = {
  /** `[from, to)`: logs are read of the sessions that start in it. The sessions themselves are always all read. */
  readonly window: { readonly from: Instant; readonly to: Instant };
  readonly logs: LogChoice;
  /** Logs that are held already and will not change: they are not asked for again. None where left out. */
  readonly isKnown?: (jobId: string, sessionId: string) => boolean;
  /** As it shall stand in the evidence. */
  readonly baseUrl: string;
};

const isProblem = ({ statusClass }: Session): boolean => statusClass !== 'success' && statusClass !== 'running';

export type LogResource = Resource & { readonly kind: 'log' };

/** The logs that a plan wants of one job, in the order of its sessions. */
export const wantedLogs = (
  { window, logs, isKnown }: CollectPlan,
  { job, sessions }: Pick<JobCollection, 'job' | 'sessions'>,
): readonly LogResource[] =>
  sessions
    .filter((session) => session.start >= window.from && session.start < window.to)
    .filter((session) => logs === 'all' || (logs === 'problems' && isProblem(session)))
    .filter((session) => isKnown?.(job.id, session.id) !== true)
    .map((session) => ({ kind: 'log', jobId: job.id, sessionId: session.id }));

/**
 * Whether the job's own account of its last run is not borne out by its sessions. A run may finish between two requests,
 * so this is a reason to ask again before it is a finding.
 */
export const disagrees = ({ job, sessions, failure }: Pick<JobCollection, 'job' | 'sessions' | 'failure'>): boolean => {
  const { lastRun, lastStatusClass } = job;
  if (failure !== null || lastRun === null) return false;
  const last = sessions.filter(({ end }) => end !== null && Math.abs(end - lastRun) <= SECOND);
  return !last.some(({ statusClass }) => lastStatusClass === null || statusClass === lastStatusClass);
};
