import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { reportSchema, type Report } from '../../src/model/report.ts';
import { pseudonyms, runningNumbers } from '../../src/report/alias.ts';
import { redactReport } from '../../src/report/redact.ts';
import type { Redacting } from '../../src/report/redacting.ts';
import { reportFixture } from '../support/report-fixture.ts';

const redacting: Redacting = {
  redaction: 'full',
  alias: (kind) => `alias of a ${kind}`,
  text: () => 'text',
  label: () => 'label',
  reportId: () => 'other id',
};

const shapeSchema = z.object({
  type: z.union([z.string().transform((type) => [type]), z.array(z.string())]).default([]),
  const: z.unknown().optional(),
  enum: z.array(z.unknown()).optional(),
  format: z.string().optional(),
  get properties() {
    return z.record(z.string(), shapeSchema).optional();
  },
  get items() {
    return shapeSchema.optional();
  },
  get anyOf() {
    return z.array(shapeSchema).optional();
  },
});
type Shape = z.infer<typeof shapeSchema>;

const CANARY = 'canary';

const TEXTS: Readonly<Record<string, string>> = { 'date-time': '2026-10-01T00:00:00.000Z', date: '2026-10-01' };

/** Every variant of a value; texts of any form are canaries. */
const variants = (shape: Shape): readonly unknown[] => {
  if (shape.const !== undefined) return [shape.const];
  if (shape.enum !== undefined) return [shape.enum[0]];
  if (shape.anyOf !== undefined) return shape.anyOf.filter(({ type }) => !type.includes('null') || type.length > 1).flatMap(variants);
  if (shape.properties !== undefined) return [Object.fromEntries(Object.entries(shape.properties).map(([key, child]) => [key, variants(child)[0]]))];
  if (shape.items !== undefined) return [variants(shape.items)];
  if (shape.type.includes('string')) return [TEXTS[shape.format ?? ''] ?? CANARY];
  if (shape.type.includes('object')) return [{}];
  return [shape.type.includes('boolean') ? true : 0];
};

/** A report with a canary in every place where a text of any form can stand, and with every finding there is. */
const fullReport = (): Report => reportSchema.parse(variants(shapeSchema.parse(z.toJSONSchema(reportSchema)))[0]);

const codeOf = (value: object): string => ('code' in value && typeof value.code === 'string' ? `<${value.code}>` : '');

const singing = (value: unknown, path: string): readonly string[] => {
  if (value === CANARY) return [path];
  if (Array.isArray(value)) return value.flatMap((item: unknown) => singing(item, `${path}[]`));
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, child]: [string, unknown]) => singing(child, `${path}${codeOf(value)}.${key}`));
};

/** Ids, words of this program, and what the configuration says: no name of an object can stand there. */
const KEPT =
  /^\.(?:tool|tenant|locale|period|policy|comparison\.period|trend\.periods\[\]\.label|supersedes|changes\.(?:since|tool)|controls|signOff|totals\.rpo\.worstJobId|provenance\.(?:source|evidence))\b|(?:[iI]ds?(?:\[\])?|\.key|\.approver|\.jobType|\.backupType|\.missing\[\]\.(?:failure|request)|\.args\.(?:failure|request|since|(?:keys|fields)\[\]))$/;

describe('a redacted report', () => {
  it('keeps a text of any form only in places that were thought about', () => {
    const report = fullReport();
    const before = singing(report, '');
    const after = singing(redactReport(report, redacting), '');
    expect(before.length).toBeGreaterThan(90);
    expect(after.filter((path) => !KEPT.test(path))).toEqual([]);
    expect(before.filter((path) => !after.includes(path)).map((path) => path.replace(/^.*(?:\[\]|\])\./, '')).length).toBeGreaterThan(25);
  });

  it('fits the schema, and differs in nothing but texts', () => {
    const report = reportFixture();
    const redacted = redactReport(report, redacting);
    expect(reportSchema.parse(redacted)).toEqual(redacted);
    expect({ ...redacted.totals, days: redacted.days }).toEqual({ ...report.totals, days: report.days });
    expect([redacted.reportId, redacted.redaction]).toEqual(['other id', 'full']);
  });

  it('names an object in a finding as it names it in its job', () => {
    const report = fullReport();
    const [job] = report.jobs;
    const [failing] = job?.objects?.persistentlyFailing ?? [];
    const redacted = redactReport(report, redacting);
    const finding = redacted.jobs[0]?.findings.find(({ code }) => code === 'objects-failing');
    expect(finding?.args).toMatchObject({ names: [`alias of a ${failing?.kind ?? ''}`], reason: 'text' });
    const decision = redacted.decisions.find(({ code }) => code === 'objects-failing');
    expect(decision?.args).toEqual(finding?.args);
  });
});

describe('what stands instead of a name', () => {
  const key = 'a key of a test, long enough';

  it('is a pseudonym that needs the key, the tenant, the kind and the name', () => {
    const alias = pseudonyms(key, 'contoso')('mailbox', 'jane@contoso.example');
    expect(alias).toMatch(/^mailbox-[0-9a-f]{8}$/);
    expect(pseudonyms(key, 'contoso')('mailbox', 'jane@contoso.example')).toBe(alias);
    const others = [
      pseudonyms(`${key}.`, 'contoso')('mailbox', 'jane@contoso.example'),
      pseudonyms(key, 'fabrikam')('mailbox', 'jane@contoso.example'),
      pseudonyms(key, 'contoso')('onedrive', 'jane@contoso.example').replace('onedrive', 'mailbox'),
      pseudonyms(key, 'contoso')('mailbox', 'june@contoso.example'),
    ];
    expect(new Set([alias, ...others]).size).toBe(5);
  });

  it('is a number that counts on by kind', () => {
    const alias = runningNumbers();
    const given = [alias('mailbox', 'a'), alias('site', 'a'), alias('mailbox', 'b'), alias('mailbox', 'a')];
    expect(given).toEqual(['mailbox 1', 'site 1', 'mailbox 2', 'mailbox 1']);
  });
});
