import type { Instant } from '../model/instant.ts';

/** A job as the API lists it. Dates are ISO 8601 in UTC with 0 to 7 fraction digits. */
export type WireJob = {
  readonly id: string;
  readonly name: string;
  readonly backupType: string;
  readonly jobType: string;
  readonly isEnabled: boolean;
  readonly lastRun: string | null;
  readonly lastStatus: string | null;
  readonly nextRun: string | null;
  readonly avgJobProcessTimeInSeconds: number | null;
  readonly organizationVboInstanceId: number;
};

/** A session as the API lists it; `progress` counts objects walked. */
export type WireSession = {
  readonly id: string;
  readonly creationTime: string;
  readonly endTime: string | null;
  readonly progress: number;
  readonly status: string;
  readonly processedObjects: number;
  readonly jobId: string | null;
  readonly copyJobId: string | null;
  readonly jobType: string;
};

export type WireLogLine = { readonly id: string; readonly title: string; readonly creationTime: string; readonly endTime: string };

export type WireRecord = WireJob | WireSession | WireLogLine;

export type Workload = 'mailbox' | 'onedrive' | 'site' | 'team';

/** A log line that is not `[Success]`. `object` names the object whose success line it replaces; null: the whole run. */
export type Trouble = { readonly object: string | null; readonly title: string };

export type SimulatedRun = { readonly session: WireSession; readonly trouble: readonly Trouble[] };

export type SimulatedJob = {
  readonly record: WireJob;
  readonly workload: Workload;
  /** In the order in which a run walks them; a run of `progress` n has walked the first n. */
  readonly objects: readonly string[];
  /** Newest first, as the API lists them. */
  readonly runs: readonly SimulatedRun[];
  /** Set: the log of every session that is asked for, listed or not. */
  readonly anyLog?: readonly WireLogLine[];
};

export const WORLD_NAMES = ['healthy', 'troubled', 'large', 'hostile', 'new', 'sample'] as const;
export type WorldName = (typeof WORLD_NAMES)[number];

/** A tenant's whole source, as plain data. */
export type SimulatedWorld = {
  readonly name: WorldName;
  readonly seed: number;
  /** The instant at which the source is looked at: nothing in it starts later. */
  readonly now: Instant;
  /** Blanks a level with which the JSON is printed; 0: on one line. */
  readonly indent: number;
  readonly jobs: readonly SimulatedJob[];
};
