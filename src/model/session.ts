import type { Instant } from './instant.ts';

export const STATUS_CLASSES = ['success', 'warning', 'failed', 'stopped', 'running', 'unknown'] as const;
export type StatusClass = (typeof STATUS_CLASSES)[number];

/** One run of a job. */
export type Session = {
  readonly id: string;
  /** The instant that the run's data stands for. */
  readonly start: Instant;
  /** When that data could be restored. `null`: the source gave none that can be read. May lie before `start`. */
  readonly end: Instant | null;
  /** The source's own word. */
  readonly status: string;
  readonly statusClass: StatusClass;
  /** Objects walked, not a percentage. */
  readonly progress: number | null;
  readonly processedObjects: number | null;
};

export const OBJECT_KINDS = ['mailbox', 'onedrive', 'site', 'team', 'object'] as const;
export type ObjectKind = (typeof OBJECT_KINDS)[number];
export type LogLevel = 'success' | 'warning' | 'error' | 'running' | 'unknown';

/** One line of a session's log, as far as its text could be understood. */
export type LogLine = {
  readonly level: LogLevel;
  /** The text as sent, without the level. Personal data and hostile text: escape before showing. */
  readonly text: string;
  readonly object: { readonly kind: ObjectKind; readonly name: string } | null;
  /** Why it warned or failed, with names and ids masked, so that equal causes are equal texts. */
  readonly reason: string | null;
  readonly found: number | null;
  readonly excluded: number | null;
  readonly transferred: { readonly bytes: number; readonly items: number | null } | null;
};

export type SessionLog = { readonly sessionId: string; readonly lines: readonly LogLine[] };
