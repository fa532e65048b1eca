import type { Instant } from './instant.ts';

/** What sessions outside the window say; nothing here enters a figure. */
export type BeyondWindow = {
  /** The start of the first known session of any time. */
  readonly historyFrom: Instant | null;
  /** When the first recovery point after the cutoff became available; null where none is known. */
  readonly recoveredAfter: Instant | null;
  /** Of sessions outside the window whose status is unknown, in order of start. */
  readonly unknownStatuses: readonly string[];
};
