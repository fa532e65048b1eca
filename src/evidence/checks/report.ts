import { check, type Check } from '../../model/check.ts';
import type { Evidence } from '../../model/evidence.ts';
import type { ReportInputs } from '../../model/inputs.ts';
import type { Report } from '../../model/report.ts';
import { differences } from './differences.ts';

export const REPORT_FILE = 'report.json';

/** More than these say no more. */
const SHOWN = 20;

export type Recompute = {
  readonly evidence: Evidence;
  readonly inputs: ReportInputs;
  readonly reportFrom: (evidence: Evidence, inputs: ReportInputs) => Report;
  readonly toolVersion: string;
};

export type Recomputed = { readonly report: Report | null; readonly checks: readonly Check[] };

const failure = (error: unknown): Check =>
  check('recomputation-failed', REPORT_FILE, { detail: (error instanceof Error ? error.message : String(error)).slice(0, 200) });

/** A value that is missing differs, whatever version the bundle claims: the claim is the bundle's own. */
const resultOf = (stated: unknown, report: Report): readonly Check[] => {
  const again: unknown = JSON.parse(JSON.stringify(report));
  const { values, found: differing } = differences(stated, again);
  if (differing.length === 0) return [check('report-recomputed', REPORT_FILE, { values })];
  const shown = differing.slice(0, SHOWN).map((difference) => check('value-differs', REPORT_FILE, difference));
  const rest = differing.length - shown.length;
  return rest === 0 ? shown : [...shown, check('values-omitted', REPORT_FILE, { count: rest })];
};

/** Makes the report again from the answers' bytes and the inputs, and holds every value against what report.json states. */
export const recomputeReport = (stated: unknown, { evidence, inputs, reportFrom, toolVersion }: Recompute): Recomputed => {
  const version =
    inputs.tool.version === toolVersion ? [] : [check('recomputed-elsewhere', REPORT_FILE, { madeWith: inputs.tool.version, mine: toolVersion })];
  try {
    const report = reportFrom(evidence, inputs);
    return { report, checks: [...resultOf(stated, report), ...version] };
  } catch (error) {
    return { report: null, checks: [failure(error), ...version] };
  }
};
