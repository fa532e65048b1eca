import { z } from 'zod';
import { instantText as instant } from './instant-text.ts';
import { count, ratio, seconds, success, targets, verdict } from './report-kinds.ts';

/** The few figures of a report that are kept with it, so that later reports can show how they went. */
export const pastFigures = z.strictObject({
  state: z.enum(['provisional', 'final']),
  verdict,
  jobs: z.strictObject({ enabled: count, pass: count, fail: count, notEvaluable: count }),
  rpo: z.strictObject({ measuredSeconds: seconds, compliantSeconds: seconds, ratio }),
  gaps: count,
  success: z.strictObject(success.shape),
  targets: z.strictObject(targets.shape),
  policySha256: z.string().describe('over all that runs and objectives were measured by'),
});

export type PastFigures = z.output<typeof pastFigures>;

export const pastReport = z.strictObject({ reportId: z.string(), asOf: instant, ...pastFigures.shape });

/** So many periods before its own a report looks back on. */
export const LONGEST_HISTORY = 12;
