import type { Evidence } from '../model/evidence.ts';
import { DAY, type Instant } from '../model/instant.ts';
import type { Job } from '../model/job.ts';
import type { Session } from '../model/session.ts';
import type { Agenda } from './agenda.ts';
import type { Outbox } from './outbox.ts';

/** What one collection brought home, as it is to be kept. `tool`: name and version of what collected it. */
export type NewCollection = { readonly tenantId: string; readonly evidence: Evidence; readonly tool: string };

/** A job that is not what it was in the list before. `before` holds the earlier record where there was one. */
export type JobChange = {
  readonly kind: 'added' | 'gone' | 'returned' | 'renamed' | 'disabled' | 'enabled';
  readonly job: Job;
  readonly before: Job | null;
};

/** What a collection added to what was known. */
export type Recorded = {
  readonly collectionId: number;
  /** Response bodies that were not there before, and what they take up as stored. */
  readonly newBodies: number;
  readonly newBytes: number;
  /** Sessions never seen before, and those seen in another state than before. */
  readonly newSessions: number;
  readonly changedSessions: number;
  /** None where the job list could not be read. In the first list every job is added. */
  readonly jobs: readonly JobChange[];
};

export type ArchiveWriter = {
  /** Stores a collection whole or not at all. Throws UserError where the archive cannot be written. */
  readonly record: (collection: NewCollection) => Promise<Recorded>;
};

/** `[from, to)`. Where an earlier period is compared with, `from` is the start of that one. */
export type Window = { readonly from: Instant; readonly to: Instant };

/**
 * History before the window that is shown whole: a little more than the 90 days for which the source itself can look back, so
 * that an archive never knows less of the rhythm of a job than the source would have told. Older recovery points are found one by one.
 */
export const LOOKBACK = 95 * DAY;

export type EvidenceOptions = {
  /** Milliseconds of history before the window that are shown whole; `LOOKBACK` where not given. */
  readonly lookback?: number;
  /** Only what collections begun until then brought home. */
  readonly asOf?: Instant;
};

export type ArchiveReader = {
  /**
   * The least evidence that shows all that is known of a tenant for a window, as `readEvidence` reads it; null where nothing
   * was ever collected. Its `startedAt` is that of the newest collection that read the job list. Every answer is proven, and
   * held packed until it is read. Throws UserError where the archive cannot be read, or a body is not the one that was stored.
   */
  readonly evidence: (tenantId: string, window: Window, options?: EvidenceOptions) => Promise<Evidence | null>;
};

/** A report that was made. `facts` is whatever is to be compared with next time: JSON. */
export type NotedReport = {
  readonly reportId: string;
  readonly tenantId: string;
  readonly madeAt: Instant;
  readonly period: { readonly key: string; readonly from: Instant; readonly to: Instant };
  /** What its evidence was asked for with: it is kept for as long as the report is. */
  readonly window: Window;
  readonly lookback: number;
  /** The instant whose knowledge the report states. */
  readonly asOf: Instant;
  /** Hexadecimal. */
  readonly manifestSha256: string;
  readonly facts: Readonly<Record<string, unknown>>;
};

export type ReportQuery = {
  /** Only reports made earlier. */
  readonly before?: Instant;
  /** Only reports of this period, to find what a new one supersedes. */
  readonly periodKey?: string;
  /** Only reports whose period ends by then, to find the one before a period. */
  readonly endedBy?: Instant;
  /** Any report but this one: a report that is made again follows what it followed the first time. */
  readonly except?: string;
};

export type ReportLedger = {
  readonly note: (report: NotedReport) => Promise<void>;
  /** The report made last, or null. */
  readonly latest: (tenantId: string, query?: ReportQuery) => Promise<NotedReport | null>;
  /**
   * Of each of these periods the report that counts, in no order: the one that knew most, and of those that knew the same, the
   * one made last. A period without a report is left out.
   */
  readonly counting: (tenantId: string, periodKeys: readonly string[], query?: Pick<ReportQuery, 'before'>) => Promise<readonly NotedReport[]>;
};

export type PruneRequest = {
  /** What was collected before is forgotten, but for what is still needed; reports made before are, too. */
  readonly before: Instant;
  /** Only says what would be forgotten. */
  readonly dryRun: boolean;
};

/** What was forgotten of one tenant, or would be. `bytes`: what its bodies take up as stored. */
export type Pruned = {
  readonly tenantId: string;
  readonly collections: number;
  readonly readings: number;
  readonly jobStates: number;
  readonly sessionStates: number;
  readonly bodies: number;
  readonly bytes: number;
  readonly reports: number;
  readonly deliveries: number;
  readonly appointments: number;
};

export type ArchiveKeeper = {
  /**
   * Forgets what is too old, of every tenant, for good. Kept is what shows the present from `before` on, as `evidence` with its
   * usual lookback finds it, and everything that a report made since stands on. Throws UserError where the archive cannot be written.
   */
  readonly prune: (request: PruneRequest) => Promise<readonly Pruned[]>;
  readonly close: () => Promise<void>;
};

export type Archive = ArchiveWriter & ArchiveReader & ReportLedger & ArchiveKeeper & { readonly agenda: Agenda; readonly outbox: Outbox };

/** How bodies are understood. The vendor's words are not known here; whoever opens an archive brings the reader along. */
export type BodyReader = {
  /** The jobs of a whole list, given page by page, in its order; null where it is no list. */
  readonly jobs: (pages: readonly Uint8Array[]) => readonly Job[] | null;
  /** The sessions of a whole list, each id once; null where it is no list. */
  readonly sessions: (pages: readonly Uint8Array[]) => readonly Session[] | null;
};
