import { z } from 'zod';
import { brandingSchema } from './branding.ts';
import { FRAMEWORKS } from './control.ts';
import { responseInput } from './exception.ts';
import { LONGEST_HISTORY, pastReport } from './history.ts';
import { MOST_EXPECTED_RUNS, mostExpectedRuns } from './expected-runs.ts';
import { DAY, MINUTE } from './instant.ts';
import { instantText as instant } from './instant-text.ts';
import { PERIOD_UNITS } from './period-units.ts';
import { STATUS_CLASSES } from './session.ts';

/**
 * Everything besides the responses that report.json depends on: with the evidence it makes the same report again, anywhere.
 * Read as plain values (instants and durations in milliseconds), written with ISO instants.
 */

const duration = z.number().int().nonnegative().describe('milliseconds');
const ratio = z.number().min(0).max(1);

const cadence = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('every'), interval: z.number().int().min(MINUTE) }),
  z.strictObject({ kind: z.literal('cron'), cron: z.string(), timezone: z.string() }),
]);

const jobPolicy = {
  rpo: duration,
  grace: duration,
  recoveryPoints: z.array(z.enum(STATUS_CLASSES)).readonly(),
  targets: z.strictObject({ rpoCompliance: ratio, successRate: ratio }),
  persistentAfter: z.number().int().positive(),
  cadence: cadence.nullable(),
};

/** What inputs meant that were written before it could be said. */
const PERSISTENT_AFTER = 3;

const rule = z.strictObject({
  match: z.string(),
  rpo: jobPolicy.rpo.exactOptional(),
  grace: jobPolicy.grace.exactOptional(),
  recoveryPoints: jobPolicy.recoveryPoints.exactOptional(),
  targets: jobPolicy.targets.exactOptional(),
  persistentAfter: jobPolicy.persistentAfter.exactOptional(),
  cadence: jobPolicy.cadence.exactOptional(),
});

const waiver = z.strictObject({
  id: z.string(),
  job: z.string(),
  from: instant,
  to: instant,
  reason: z.string(),
  approver: z.string(),
  approvedAt: instant,
  expires: instant.nullable(),
});

const policy = z.strictObject({
  name: z.string().nullable(),
  ...jobPolicy,
  persistentAfter: jobPolicy.persistentAfter.default(PERSISTENT_AFTER),
  jobs: z.array(rule).readonly(),
  waivers: z.array(waiver).readonly(),
});

/** Longer than any period that can be asked for: foreign inputs must not make the analysis count slots for centuries. */
const LONGEST = 3700 * DAY;

const period = z
  .strictObject({ key: z.string(), unit: z.enum(PERIOD_UNITS), from: instant, to: instant, timezone: z.string() })
  .refine(({ from, to }) => to > from && to - from <= LONGEST, { error: 'no period that can be reported on' });

const tool = z.strictObject({ name: z.string(), version: z.string() });

const knownJob = z.strictObject({
  id: z.string(),
  name: z.string(),
  enabled: z.boolean(),
  cadenceSeconds: z.number().nullable().describe('when runs were expected, as the earlier report has it'),
});

const earlier = z
  .strictObject({
    reportId: z.string(),
    period,
    asOf: instant,
    tool,
    templates: z.string().nullable(),
    branding: z.string().exactOptional().describe('SHA-256 over the look; absent: none of its own'),
    policy,
    jobs: z.array(knownJob).readonly(),
  })
  .describe('the report before this one of the same tenant, as far as the changes need it');

const history = z
  .array(z.strictObject({ period, report: pastReport.nullable().describe('null: none is known, or no figures of it') }))
  .max(LONGEST_HISTORY)
  .readonly()
  .describe('the periods before this one, the oldest first, from the first of which a report is known');

const superseded = z.strictObject({ reportId: z.string(), reason: z.string() });

export const inputsSchema = z
  .strictObject({
    schemaVersion: z.literal('1.0'),
    tool,
    templates: z.string().nullable().describe('SHA-256 over the templates'),
    tenant: z.strictObject({ id: z.string(), name: z.string() }),
    period,
    asOf: instant,
    asOfSource: z.enum(['collection', 'named']),
    knownSince: instant.optional().describe('of a report from the archive: since when that knows anything, where it is later than asOf'),
    policy,
    locale: z.string(),
    logs: z.enum(['none', 'problems', 'all']),
    paper: z.enum(['A4', 'Letter']),
    responses: z.array(responseInput).readonly().default([]).describe('to exceptions of this report'),
    frameworks: z.array(z.enum(FRAMEWORKS)).readonly().default([]).describe('of the control mapping'),
    signOff: z.array(z.string()).readonly().nullable().default(null).describe('who signs; null: as is usual in the language'),
    branding: brandingSchema.exactOptional().describe('the look, with the logo itself, so that pages can be made again anywhere'),
    previous: earlier.nullable(),
    history: history.exactOptional().describe('not there: the bundle is from before it could be said'),
    supersedes: superseded.nullable().describe('the report of the same period that this one replaces, and why'),
  })
  .refine(({ policy: { cadence: common, jobs }, period: span }) => mostExpectedRuns({ cadence: common, jobs }, span) <= MOST_EXPECTED_RUNS, {
    error: `more than ${String(MOST_EXPECTED_RUNS)} runs would be due in the period, or a rhythm is none`,
  });

export type ReportInputs = z.output<typeof inputsSchema>;
/** What a changes section compares with. */
export type PreviousReport = z.output<typeof earlier>;
/** What a trend is drawn from. */
export type History = z.output<typeof history>;
