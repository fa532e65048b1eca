import { z } from 'zod';
import { STATUS_CLASSES } from './session.ts';

/** What the parts of report.json are made of. */

export const instant = z.iso.datetime({ precision: 3 }).describe('UTC instant, YYYY-MM-DDTHH:mm:ss.sssZ');
export const seconds = z.number().describe('seconds');
export const ratio = z.number().min(0).max(1).nullable().describe('0 to 1, unrounded; null: nothing to divide by');
export const count = z.number().int().nonnegative();
export const date = z.iso.date().describe("calendar day in the period's zone");

export const VERDICTS = ['pass', 'fail', 'not-evaluable', 'not-applicable'] as const;
export const verdict = z.enum(VERDICTS);
export const statusClass = z.enum(STATUS_CLASSES);

export const rate = z.object({ numerator: count, denominator: count, ratio });
export const runs = z.object({ total: count, success: count, warning: count, failed: count, stopped: count, running: count, unknown: count });
export const successRate = z.object({ strict: rate, lenient: rate });
export const slots = z.object({ due: count, succeeded: count, recovered: count, missed: count, ratio });

export const success = z
  .object({
    succeeded: count,
    due: count,
    ratio,
    basis: z.enum(['slots', 'runs', 'mixed']).describe('what due counts: due slots, finished runs, or of some jobs the one and of some the other'),
  })
  .describe('successful backups as the verdict has them: slots where known and due, else the lenient rate');
export const targetsMet = z
  .object({ rpoCompliance: z.boolean().nullable(), successRate: z.boolean().nullable() })
  .describe('whether each target is reached; null: nothing can be said');

export const targets = z.object({ rpoCompliance: z.number(), successRate: z.number() });

export const recovery = z.object({ closed: count, open: count, meanSeconds: seconds.nullable(), maxSeconds: seconds.nullable() });
