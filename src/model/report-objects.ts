import { z } from 'zod';
import { count, date, instant } from './report-kinds.ts';
import { OBJECT_KINDS } from './session.ts';

/** What report.json says of a job's objects and of what it transferred. */

export const objectKind = z.enum(OBJECT_KINDS);

const failing = z.object({
  kind: objectKind,
  name: z.string(),
  consecutive: count.describe('logged runs without a success, counted back from the newest that names it'),
  sessions: count.describe('logged runs that name it'),
  since: instant.describe('start of the first of consecutive'),
  newest: instant.describe('start of the newest logged run that names it'),
  lastSuccess: instant.nullable().describe('in a log that was read; null: none known'),
  neverSuccessful: z
    .boolean()
    .describe('no success in two logged runs or more of the period, and no run of the job succeeded as a whole with its log unread'),
  reason: z.string().nullable(),
});

const runFigures = z
  .object({ sessionId: z.string(), found: count.nullable(), excluded: count.nullable(), bytes: count.nullable(), items: count.nullable() })
  .describe('null: no line of the log says it');

/** From the logs that were read; absent where none was. */
export const objects = z.object({
  seen: count,
  persistentAfter: count,
  persistentlyFailing: z.array(failing).describe('never successful first, then the longest series'),
  reasons: z.array(z.object({ reason: z.string(), objects: count, sessions: count })),
  logs: z.object({ read: count, sessions: count }),
  runs: z.array(runFigures).describe('what the logs of single runs count, where they count anything'),
});

const span = z.object({ runs: count, least: count, most: count }).describe('over the runs in which the value is known');

export const objectsDrop = z
  .object({
    from: instant.describe('start of the first run of the drop'),
    to: instant.describe('start of the last one'),
    runs: count,
    lasting: z.boolean().describe('no run after it has come back'),
    most: count.describe('the most objects that a run of the drop walked'),
    median: z.number().describe('of the runs before'),
    before: count.describe('runs that the median is over'),
  })
  .describe('runs that walked fewer than half as many objects as the median of the 7 to 30 runs before, and 5 objects fewer at least');

export const volumeDrop = z
  .object({
    from: instant.describe('start of the first run of the drop'),
    to: instant.describe('start of the first run of its last day'),
    days: count.describe('days of 24 hours from the beginning of the period on'),
    lasting: z.boolean().describe('no day after it has come back'),
    mostBytes: count.describe('the most that was transferred on a day of the drop'),
    medianBytes: z.number().describe('of the days before'),
    before: count.describe('days that the median is over'),
  })
  .describe(
    'five days or more in a row with less than half of the median of the 7 to 30 days before, and 10 MB less at least; a day counts where the volume of each of its runs is known',
  );

export const objectCounts = z
  .object({
    runs: count.describe('ended runs of the period'),
    logsRead: count,
    newest: z
      .object({
        sessionId: z.string(),
        start: instant,
        logRead: z.boolean(),
        found: count.nullable(),
        excluded: count.nullable(),
        walked: z.number().nullable(),
        processed: z.number().nullable(),
      })
      .nullable(),
    found: span.nullable(),
    excluded: span.nullable(),
    walked: span.nullable(),
    processed: span.nullable(),
    drop: objectsDrop.nullable(),
  })
  .describe("found and excluded are what the logs say, walked and processed what the source's records do; null: not known");

export const transfer = z
  .object({
    bytes: count,
    runs: count.describe('whose logs name a volume'),
    of: count.describe('ended runs'),
    medianBytes: z.number().describe('of a run'),
    change: z.number().nullable().describe('median of the newer half of the runs over that of the older, less one; null below 14 runs'),
    days: z.array(z.object({ date, bytes: count, runs: count })).describe('days on which a volume is known'),
    drop: volumeDrop.nullable(),
  })
  .describe('null: no log names a volume');
