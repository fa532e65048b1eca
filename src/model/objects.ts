import type { Instant } from './instant.ts';
import type { ObjectKind } from './session.ts';

/** What the logs say of single objects, and what records and logs say of their number and of volume. */

export type FailingObject = {
  readonly kind: ObjectKind;
  readonly name: string;
  /** Sessions with a log in which it did not succeed, counted back from the newest. */
  readonly consecutive: number;
  readonly sessions: number;
  /** The first of `consecutive`, and the newest session that names it. */
  readonly since: Instant;
  readonly newest: Instant;
  readonly lastSuccess: Instant | null;
  /** Two runs or more of the window name it, none as a success, and no run can have succeeded with it unseen. */
  readonly neverSuccessful: boolean;
  readonly reason: string | null;
};

/** `affected`: the objects, by kind and name. */
export type ReasonCount = {
  readonly reason: string;
  readonly objects: number;
  readonly sessions: number;
  readonly affected: ReadonlyMap<string, ObjectKind>;
};

/** A reason over all jobs: an object that several jobs back up counts once. */
export type TenantReason = {
  readonly reason: string;
  readonly objects: number;
  readonly kinds: ReadonlyMap<ObjectKind, number>;
  readonly sessions: number;
  readonly jobIds: readonly string[];
};

/** What the lines of one run's log count. Null: no line says it. */
export type LoggedRun = {
  readonly sessionId: string;
  readonly found: number | null;
  readonly excluded: number | null;
  readonly bytes: number | null;
  readonly items: number | null;
};

/** Over the `runs` in which the value is known. */
export type CountSpan = { readonly runs: number; readonly least: number; readonly most: number };

/** The values of runs, or days, that lie below half of the median of the `before` ones before them. */
export type Drop = {
  /** Starts of the first and the last of them. */
  readonly from: Instant;
  readonly to: Instant;
  readonly length: number;
  /** None after them has come back. */
  readonly lasting: boolean;
  /** The largest value in the drop. */
  readonly most: number;
  readonly median: number;
  readonly before: number;
};

/** Found and excluded are what the logs say, walked and processed what the source's records do. Null: no run says it. */
export type ObjectCounts = {
  /** The window's ended runs, and of how many the log was read. */
  readonly runs: number;
  readonly logsRead: number;
  readonly newest: {
    readonly sessionId: string;
    readonly start: Instant;
    readonly logRead: boolean;
    readonly found: number | null;
    readonly excluded: number | null;
    readonly walked: number | null;
    readonly processed: number | null;
  } | null;
  readonly found: CountSpan | null;
  readonly excluded: CountSpan | null;
  readonly walked: CountSpan | null;
  readonly processed: CountSpan | null;
  readonly drop: Drop | null;
};

/** Over the `runs` of `of` ended runs whose logs name a volume. */
export type Transfer = {
  readonly bytes: number;
  readonly runs: number;
  readonly of: number;
  readonly median: number;
  /** How much more the newer half of the runs transferred than the older, by their medians; null where that says nothing. */
  readonly change: number | null;
  /** Days on which a volume is known. */
  readonly days: readonly { readonly date: string; readonly bytes: number; readonly runs: number }[];
  readonly drop: Drop | null;
};

/** From the logs that were read; `logs` says how many of the window's sessions that was. */
export type Objects = {
  readonly seen: number;
  readonly persistentAfter: number;
  readonly persistentlyFailing: readonly FailingObject[];
  readonly reasons: readonly ReasonCount[];
  readonly logs: { readonly read: number; readonly sessions: number };
};
