import type { FindingCode } from './finding.ts';
import type { Report } from './report.ts';

/** Why a report must not be read as if it were the last word. */
export const DOUBTS = ['not-evaluable', 'partial', 'provisional'] as const;
export type Doubt = (typeof DOUBTS)[number];

/** What the tenant's report lacks as a whole; what a single job lacks makes that job not evaluable. */
const LACKING: ReadonlySet<FindingCode> = new Set(['job-list-not-collected', 'collection-failed', 'records-unreadable']);

const isPartial = ({ totals, findings }: Report): boolean => totals.jobs.notEvaluable > 0 || findings.some(({ code }) => LACKING.has(code));

/** None where everything was measured, and nothing can change any more. */
export const doubtsOf = (report: Report): readonly Doubt[] => [
  ...(report.verdict === 'not-evaluable' ? (['not-evaluable'] as const) : isPartial(report) ? (['partial'] as const) : []),
  ...(report.state === 'provisional' ? (['provisional'] as const) : []),
];
