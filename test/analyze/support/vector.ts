import { readdirSync, readFileSync } from 'node:fs';
import { z } from 'zod';

const sessionSchema = z.object({ id: z.string(), creationTime: z.string(), endTime: z.string().nullable(), status: z.string() });

const jobSchema = z.object({
  id: z.string(),
  name: z.string(),
  isEnabled: z.boolean(),
  lastRun: z.string().nullable(),
  lastStatus: z.string().nullable(),
  avgJobProcessTimeInSeconds: z.number().nullable(),
});

/** A small world with the exact metrics that it must give; times in seconds. */
const vectorSchema = z.object({
  name: z.string(),
  why: z.string(),
  window: z.object({ from: z.string(), to: z.string(), timezone: z.string() }),
  asOf: z.string(),
  policy: z.object({
    rpoSeconds: z.number(),
    graceSeconds: z.number(),
    targets: z.object({ rpoCompliance: z.number(), successRate: z.number() }),
    recoveryPoints: z.array(z.enum(['success', 'warning'])),
    everySeconds: z.number().optional(),
  }),
  job: jobSchema,
  sessions: z.array(sessionSchema),
  expected: z.record(z.string(), z.unknown()),
});

export type WireSession = z.infer<typeof sessionSchema>;
export type WireJob = z.infer<typeof jobSchema>;
export type Vector = z.infer<typeof vectorSchema>;

const folder = new URL('../../../fixtures/vectors/', import.meta.url);

export const readVectors = (): readonly Vector[] =>
  readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .sort()
    .map((name) => vectorSchema.parse(JSON.parse(readFileSync(new URL(name, folder), 'utf8'))));
