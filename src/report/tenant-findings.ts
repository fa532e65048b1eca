import type { Analysis, WaiverUse } from '../model/analysis.ts';
import type { Finding } from '../model/finding.ts';
import type { ReportInputs } from '../model/inputs.ts';
import { toIso } from '../model/instant.ts';
import type { Report } from '../model/report.ts';
import { bySeverity } from './rank.ts';

type Asked = Pick<ReportInputs, 'knownSince'>;

const scopeFindings = ({ failure, jobs, totals }: Analysis): Finding[] => {
  if (failure)
    return [
      {
        code: 'job-list-not-collected',
        severity: 'critical',
        jobId: null,
        args: { failure: failure.code, request: failure.request, status: failure.status, attempts: failure.attempts, detail: failure.detail },
      },
    ];
  if (jobs.length === 0) return [{ code: 'no-jobs', severity: 'high', jobId: null, args: {} }];
  if (totals.jobs.enabled === 0) return [{ code: 'no-enabled-jobs', severity: 'high', jobId: null, args: { disabled: jobs.length } }];
  return [];
};

/** The source's list of jobs has no sign of its own that it ends. */
const listFindings = ({ listMayEndAt }: Analysis): Finding[] =>
  listMayEndAt === null ? [] : [{ code: 'job-list-may-be-truncated', severity: 'medium', jobId: null, args: { jobs: listMayEndAt } }];

/** The report rests on an earlier collection, and says so. */
const staleFindings = ({ stale, asOf }: Analysis): Finding[] =>
  stale === null
    ? []
    : [
        {
          code: 'collection-failed',
          severity: 'high',
          jobId: null,
          args: {
            failure: stale.code,
            request: stale.request,
            status: stale.status,
            attempts: stale.attempts,
            detail: stale.detail,
            asOf: toIso(asOf),
          },
        },
      ];

const dataFindings = ({ issues }: Analysis): Finding[] => {
  const count = issues.filter(({ code }) => code === 'unreadable-job').length;
  return count > 0 ? [{ code: 'records-unreadable', severity: 'high', jobId: null, args: { count } }] : [];
};

const stateFindings = (analysis: Analysis): Finding[] => {
  if (analysis.state === 'final') return [];
  const openRuns = analysis.jobs.reduce((sum, { runs }) => sum + runs.running, 0);
  return [{ code: 'provisional', severity: 'info', jobId: null, args: { openRuns, periodOpen: analysis.asOf < analysis.period.to } }];
};

const waiverFindings = ({ waiver, states }: WaiverUse): Finding[] => {
  const { id } = waiver;
  return states.flatMap((state): Finding[] => {
    if (state === 'expired' && waiver.expires !== null)
      return [{ code: 'waiver-expired', severity: 'medium', jobId: null, args: { id, expires: toIso(waiver.expires) } }];
    if (state === 'unused') return [{ code: 'waiver-unused', severity: 'low', jobId: null, args: { id } }];
    if (state === 'retrospective')
      return [
        {
          code: 'waiver-retrospective',
          severity: 'medium',
          jobId: null,
          args: { id, approvedAt: toIso(waiver.approvedAt), from: toIso(waiver.from) },
        },
      ];
    return [];
  });
};

/** A target that was lowered must not go unseen behind a verdict that it turned into a pass. */
const policyFindings = (changes: Report['changes']): Finding[] => {
  const keys = (changes?.policy ?? []).filter(({ loosened }) => loosened).map(({ key }) => key);
  return changes === null || keys.length === 0
    ? []
    : [{ code: 'policy-loosened', severity: 'high', jobId: null, args: { keys, since: changes.since.label } }];
};

/** Nothing that the archive holds was collected by the instant that the report states. */
const hindsightFindings = ({ asOf }: Analysis, { knownSince }: Asked): Finding[] =>
  knownSince === undefined ? [] : [{ code: 'hindsight', severity: 'medium', jobId: null, args: { asOf: toIso(asOf), since: toIso(knownSince) } }];

/** Findings about the tenant as a whole, worst first. */
export const tenantFindings = (analysis: Analysis, asked: Asked, changes: Report['changes'], ofResponses: readonly Finding[]): Finding[] =>
  bySeverity([
    ...scopeFindings(analysis),
    ...listFindings(analysis),
    ...staleFindings(analysis),
    ...policyFindings(changes),
    ...dataFindings(analysis),
    ...stateFindings(analysis),
    ...hindsightFindings(analysis, asked),
    ...analysis.waivers.flatMap(waiverFindings),
    ...ofResponses,
  ]);
