import type { Instant } from './instant.ts';
import type { StatusClass } from './session.ts';

/** A backup job as the source lists it. `null` means that the source does not say, or says it in no readable form. */
export type Job = {
  readonly id: string;
  readonly name: string;
  readonly enabled: boolean;
  readonly jobType: string | null;
  readonly backupType: string | null;
  /** The end of the newest finished session, by the source's own account. */
  readonly lastRun: Instant | null;
  /** The source's own word. */
  readonly lastStatus: string | null;
  /** What that word means; null where there is no word. */
  readonly lastStatusClass: StatusClass | null;
  readonly nextRun: Instant | null;
  /** Seconds, over a history that the vendor does not name. Shown, never computed with. */
  readonly vendorAverageSeconds: number | null;
  readonly organizationVboInstanceId: number | null;
};
