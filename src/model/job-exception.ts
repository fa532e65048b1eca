import type { ExceptionCode } from './exception.ts';
import type { Instant } from './instant.ts';
import type { Success } from './success.ts';

/** How far waivers excuse an exception. */
export type WaiverEffect = 'none' | 'reduced' | 'excused';

/** Something about a job that somebody should answer for, before and after waivers. Lengths in milliseconds. */
export type JobException = {
  readonly code: ExceptionCode;
  readonly from: Instant;
  readonly to: Instant;
  readonly open: boolean;
  /** Of the time that counts against the job; null where it is not about time. */
  readonly length: number | null;
  readonly success: Success | null;
  readonly waived: {
    readonly effect: WaiverEffect;
    readonly length: number | null;
    readonly success: Success | null;
    readonly ids: readonly string[];
  };
};
