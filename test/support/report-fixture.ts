import { startsByHour } from '../../src/report/starts.ts';
import { DAY, HOUR, SECOND, toIso } from '../../src/model/instant.ts';
import { reportSchema } from '../../src/model/report.ts';
import type { Report, ReportJob } from '../../src/model/report.ts';
import type { StatusClass } from '../../src/model/session.ts';
import { AUDIT } from './audit-fixture.ts';
import { durationsOf, ratioOf, sum, runsOf, successRateOf, successOf, reaches, noVolume } from './report-sums.ts';

/**
 * Small valid reports, made by hand: `reportFixture({ jobs: [jobFixture({ name: 'Exchange' })] })`. Everything has a
 * default (October 2026 in Berlin, all green); counts and totals follow from the sessions and jobs unless they are given.
 */

export const FROM = Date.parse('2026-09-30T22:00:00.000Z');
export const TO = Date.parse('2026-10-31T23:00:00.000Z');
const WINDOW = (TO - FROM) / SECOND;
const DAYS = 31;

export type ReportSession = ReportJob['sessions'][number];
export type ReportGap = ReportJob['rpo']['gaps'][number];
type Rpo = ReportJob['rpo'];
type Runs = ReportJob['runs'];

const WORDS: Readonly<Record<StatusClass, string>> = {
  success: 'Success',
  warning: 'Warning',
  failed: 'Failed',
  stopped: 'Stopped',
  running: 'Running',
  unknown: 'Mystery',
};

/** The session of the night that ends on day `night` of the window (from 1): it starts at 01:00 UTC and takes 90 s. */
export const sessionFixture = (night: number, changes: Partial<ReportSession> = {}): ReportSession => {
  const start = FROM + (night - 1) * DAY + 3 * HOUR;
  const statusClass = changes.class ?? 'success';
  return {
    id: `session-${String(night)}`,
    start: toIso(start),
    end: toIso(start + 90 * SECOND),
    durationSeconds: 90,
    class: statusClass,
    status: WORDS[statusClass],
    recoveryPoint: statusClass === 'success' || statusClass === 'warning',
    progress: 66,
    processedObjects: 12,
    ...changes,
  };
};

/** A gap of `hours` that begins `hour` hours into the window. */
export const gapFixture = (hour: number, hours: number, changes: Partial<ReportGap> = {}): ReportGap => ({
  from: toIso(FROM + hour * HOUR),
  to: toIso(FROM + (hour + hours) * HOUR),
  seconds: hours * 3600,
  open: false,
  peakSeconds: (26 + hours) * 3600,
  cause: { failedRuns: 1, missedRuns: 0, reason: null },
  ...changes,
});

const rpoFixture = (changes: Partial<Rpo>): Rpo => {
  const gaps = changes.gaps ?? [];
  const compliant = WINDOW - sum(gaps.map((gap) => gap.seconds));
  return {
    targetSeconds: 86_400,
    graceSeconds: 7200,
    measuredFrom: toIso(FROM),
    measuredTo: toIso(TO),
    measuredSeconds: WINDOW,
    compliantSeconds: compliant,
    ratio: compliant / WINDOW,
    worstSeconds: Math.max(86_490, ...gaps.map((gap) => gap.peakSeconds ?? 0)),
    currentSeconds: 79_110,
    leftCensored: false,
    neverProtected: false,
    cycles: { within: DAYS - gaps.length, total: DAYS },
    gaps,
    exposure: [{ from: toIso(FROM), to: toIso(TO), since: toIso(FROM) }],
    ...changes,
  };
};

const daysFixture = (): ReportJob['days'] =>
  Array.from({ length: DAYS }, (_, day) => ({ date: toIso(Date.UTC(2026, 9, day + 1)).slice(0, 10), outcome: 'success', runs: 1 }));

/** A job of `reportFixture`; `rpo` takes a part of its own fields, every other field is replaced as a whole. */
export const jobFixture = ({ rpo = {}, ...changes }: Partial<Omit<ReportJob, 'rpo'>> & { readonly rpo?: Partial<Rpo> } = {}): ReportJob => {
  const sessions = changes.sessions ?? [sessionFixture(1), sessionFixture(2), sessionFixture(3)];
  const runs = changes.runs ?? runsOf(sessions);
  const newest = sessions.at(-1);
  const made = { successRate: successRateOf(runs), slots: { due: DAYS, succeeded: DAYS, recovered: 0, missed: 0, ratio: 1 }, ...changes };
  const measured = rpoFixture(rpo);
  const success = successOf(made.slots, made.successRate);
  const judged = (changes.verdict ?? 'pass') === 'pass' || changes.verdict === 'fail';
  return {
    id: '0b1c2d3e-0000-4000-8000-000000000001',
    name: 'Exchange nightly',
    enabled: true,
    jobType: 'Backup',
    backupType: 'SelectedItems',
    organizationVboInstanceId: 1,
    lastRun: newest?.end ?? null,
    lastStatus: newest?.status ?? null,
    lastSeen: null,
    nextRun: toIso(TO + 2 * HOUR),
    verdict: 'pass',
    completeness: { status: 'complete', reasons: [] },
    recoveryPoints: ['success', 'warning'],
    targets: { rpoCompliance: 0.99, successRate: 0.95 },
    runs,
    successRate: successRateOf(runs),
    slots: made.slots,
    success,
    targetsMet: judged
      ? { rpoCompliance: reaches(measured.ratio, 0.99), successRate: reaches(success.ratio, 0.95) }
      : { rpoCompliance: null, successRate: null },
    missedRuns: { count: 0, cadenceSeconds: 86_400, source: 'policy', expected: [] },
    rpo: measured,
    dayCoverage: { covered: DAYS, days: DAYS },
    days: daysFixture(),
    incidents: [],
    recovery: { closed: 0, open: 0, meanSeconds: null, maxSeconds: null },
    recoveredAfter: null,
    durations: durationsOf(sessions),
    objects: null,
    ...noVolume(sessions.length),
    sessions,
    problems: [],
    adjusted: null,
    findings: [],
    ...changes,
  };
};

const addRuns = (jobs: readonly ReportJob[]): Runs => runsOf(jobs.flatMap((job) => job.sessions));

const slotsOf = (jobs: readonly ReportJob[]): Report['totals']['slots'] => {
  const all = jobs.flatMap((job) => job.slots ?? []);
  const [due, succeeded, recovered, missed] = (['due', 'succeeded', 'recovered', 'missed'] as const).map((key) => sum(all.map((each) => each[key])));
  return { due: due ?? 0, succeeded: succeeded ?? 0, recovered: recovered ?? 0, missed: missed ?? 0, ratio: ratioOf(succeeded ?? 0, due ?? 0) };
};

const recoveryOf = (jobs: readonly ReportJob[]): ReportJob['recovery'] => {
  const closed = sum(jobs.map(({ recovery }) => recovery.closed));
  const total = sum(jobs.map(({ recovery }) => recovery.closed * (recovery.meanSeconds ?? 0)));
  const max = Math.max(0, ...jobs.map(({ recovery }) => recovery.maxSeconds ?? 0));
  const open = sum(jobs.map(({ recovery }) => recovery.open));
  return { closed, open, meanSeconds: ratioOf(total, closed), maxSeconds: closed === 0 ? null : max };
};

const totalsOf = (jobs: readonly ReportJob[]): Report['totals'] => {
  const verdicts = (wanted: ReportJob['verdict']): number => jobs.filter((job) => job.verdict === wanted).length;
  const enabled = jobs.filter((job) => job.enabled);
  const measured = sum(enabled.map((job) => job.rpo.measuredSeconds));
  const compliant = sum(enabled.map((job) => job.rpo.compliantSeconds));
  const [worst] = enabled.toSorted((a, b) => (b.rpo.worstSeconds ?? Infinity) - (a.rpo.worstSeconds ?? Infinity));
  const durations = jobs.map((job) => job.durations);
  const count = sum(durations.map((each) => each.count));
  const runs = addRuns(jobs);
  const [succeeded, due] = [sum(enabled.map((job) => job.success.succeeded)), sum(enabled.map((job) => job.success.due))];
  const judged = enabled.some(({ verdict }) => verdict !== 'not-evaluable');
  return {
    jobs: {
      total: jobs.length,
      enabled: enabled.length,
      pass: verdicts('pass'),
      fail: verdicts('fail'),
      notEvaluable: verdicts('not-evaluable'),
      notApplicable: verdicts('not-applicable'),
    },
    runs,
    successRate: successRateOf(runs),
    slots: slotsOf(jobs),
    success: { succeeded, due, ratio: ratioOf(succeeded, due), basis: enabled[0]?.success.basis ?? 'runs' },
    targetsMet: judged
      ? { rpoCompliance: reaches(ratioOf(compliant, measured), 0.99), successRate: reaches(ratioOf(succeeded, due), 0.95) }
      : { rpoCompliance: null, successRate: null },
    recovery: recoveryOf(enabled),
    rpo: {
      measuredSeconds: measured,
      compliantSeconds: compliant,
      ratio: ratioOf(compliant, measured),
      gaps: sum(enabled.map((job) => job.rpo.gaps.length)),
      worstSeconds: worst?.rpo.worstSeconds ?? null,
      worstJobId: worst?.id ?? null,
    },
    durations: { count, meanSeconds: ratioOf(sum(durations.map((each) => each.count * (each.meanSeconds ?? 0))), count) },
    transferred: { bytes: null, runs: 0, of: 0 },
  };
};

const outcomesOf = (jobs: readonly ReportJob[]): Report['days'] =>
  daysFixture().map(({ date }, index) => {
    const outcomes = jobs.map((job) => job.days[index]?.outcome);
    const count = (wanted: string): number => outcomes.filter((outcome) => outcome === wanted).length;
    const [success, warning, recovered] = [count('success'), count('warning'), count('recovered')];
    return {
      date,
      success,
      warning,
      recovered,
      failed: count('failed'),
      missed: count('missed'),
      running: count('running'),
      unknown: count('unknown'),
    };
  });

const verdictOf = (jobs: readonly ReportJob[]): Report['verdict'] =>
  (['fail', 'not-evaluable', 'pass'] as const).find((verdict) => jobs.some((job) => job.verdict === verdict)) ?? 'not-applicable';

/** A report that has passed its own schema. */
export const reportFixture = (changes: Partial<Report> = {}): Report => {
  const jobs = changes.jobs ?? [jobFixture()];
  const verdict = changes.verdict ?? verdictOf(jobs);
  return reportSchema.parse({
    schemaVersion: '1.0',
    reportId: 'r-contoso-2026-10',
    state: 'final',
    redaction: 'none',
    tool: { name: 'vdc-report', version: '0.1.0' },
    tenant: { id: 'contoso', name: 'Contoso Ltd' },
    locale: 'en',
    period: {
      key: '2026-10',
      label: 'October 2026',
      from: toIso(FROM),
      to: toIso(TO),
      timezone: 'Europe/Berlin',
      cutoff: toIso(TO),
      hours: 745,
    },
    asOf: toIso(TO + 6 * HOUR),
    asOfSource: 'collection',
    collectedAt: toIso(TO + 6 * HOUR),
    policy: {
      name: 'Backup policy 2026, v3',
      rpoSeconds: 86_400,
      graceSeconds: 7200,
      recoveryPoints: ['success', 'warning'],
      targets: { rpoCompliance: 0.99, successRate: 0.95 },
      persistentAfter: 3,
    },
    verdict,
    adjustedVerdict: verdict,
    totals: totalsOf(jobs),
    comparison: null,
    days: outcomesOf(jobs),
    startsByHour: startsByHour(jobs, 'Europe/Berlin'),
    jobs,
    findings: [],
    reasons: [],
    decisions: [],
    decisionsOmitted: 0,
    changes: null,
    supersedes: null,
    waivers: [],
    ...AUDIT,
    provenance: {
      source: {
        baseUrl: 'https://vdc.example/v1',
        requests: 1 + jobs.length,
        retries: 0,
        statuses: { 200: 1 + jobs.length },
        responses: 1 + jobs.length,
      },
      evidence: { sha256: '0'.repeat(64), bytes: 1234 },
      logs: 'problems',
      missing: [],
    },
    ...changes,
  } satisfies Report);
};
