import type { Format } from '../../../src/messages/format.ts';
import type { Messages } from '../../../src/messages/messages.ts';
import { OBJECT_KINDS } from '../../../src/model/session.ts';

type FunctionsIn<T> = { [K in keyof T]: T[K] extends (...args: never[]) => string ? K : never }[keyof T];

/** One call of every message that is a function, by a count; one that is forgotten does not compile. */
type Calls<T> = { readonly [K in FunctionsIn<T>]: (words: T, n: number, f: Format) => string };

const cause = (n: number) => ({ failedRuns: n, missedRuns: n, reason: n > 1 ? 'xyzzy' : null });

export const LABEL_CALLS: Calls<Messages['labels']> = {
  target: (l, _n, f) => l.target(f, 0.99),
  ofDue: (l, n, f) => l.ofDue(f, n, n),
  ofRuns: (l, n, f) => l.ofRuns(f, n, n),
  ofDueAndRuns: (l, n, f) => l.ofDueAndRuns(f, n, n),
  notProven: (l, n, f) => l.notProven(f, n, n),
  points: (l) => l.points('1'),
  against: (l) => l.against('1', 'X'),
  runsMeasured: (l, n, f) => l.runsMeasured(f, n),
  comparedWith: (l) => l.comparedWith('X'),
  moreDecisions: (l, n, f) => l.moreDecisions(f, n),
  cellNote: (l, n, f) => l.cellNote(f, n),
  everyDayReading: (l, n, f) => l.everyDayReading(f, n, n),
  outcomeCount: (l, n, f) => l.outcomeCount(f, n > 1 ? 'success' : 'missed', n),
  dailyReading: (l, n, f) => [l.dailyReading(f, 0, n, n), l.dailyReading(f, n, 0, n), l.dailyReading(f, n, n, n)].join(' '),
  rpoLine: (l) => l.rpoLine('24 h', '2 h'),
  rpoLineAlone: (l) => l.rpoLineAlone('24 h'),
  exposureUnknown: (l, n, f) => l.exposureUnknown('X', 'X', l.gapCount(f, n)),
  exposureReading: (l, n, f) => l.exposureReading('X', 'X', f.percent(0.5), f.duration(n), l.gapCount(f, n)),
  gapCount: (l, n, f) => l.gapCount(f, n),
  gapCause: (l, n, f) => l.gapCause(f, cause(n)),
  moreGaps: (l, n, f) => l.moreGaps(f, 200, n),
  moreIncidents: (l, n, f) => l.moreIncidents(f, 200, n),
  moreWarnings: (l, n, f) => l.moreWarnings(f, n),
  recoveredAfter: (l) => l.recoveredAfter('X'),
  timeToRecover: (l, n, f) => l.timeToRecover(f, n, 'X', 'X', n),
  outlierWords: (l, n, f) => `${l.outlierWords(f, n, n)} ${l.outlierWords(f, n, 0)}`,
  changesLead: (l) => l.changesLead('X', 'X'),
  policyChange: (l, n) => l.policyChange('rpo', n > 1),
  supersedes: (l) => l.supersedes('X'),
  verifyWords: (l) => l.verifyWords('X'),
  allComplete: (l, n, f) => l.allComplete(f, n),
  policyWords: (l) => l.policyWords('X', 'X', 'X', 'X'),
  requestWords: (l, n, f) => l.requestWords(f, n, n, 'X'),
  responseWords: (l, n, f) => l.responseWords(f, n, 'X'),
  timesIn: (l) => l.timesIn('X'),
  tableOf: (l) => l.tableOf('X'),
  failingLead: (l, n, f) => `${l.failingLead(f, n, n, 3)} ${l.failingLead(f, n, 0, n)}`,
  kindWord: (l, n) => l.kindWord(n > 1 ? 'mailbox' : 'site'),
  kindCount: (l, n, f) => OBJECT_KINDS.map((kind) => l.kindCount(f, kind, n)).join(' '),
  moreFailing: (l, n, f) => l.moreFailing(f, n),
  jobCount: (l, n, f) => l.jobCount(f, n),
  range: (l) => l.range('1', '2'),
  readOf: (l, n, f) => l.readOf(f, n, n),
  transferReading: (l, n, f) => [n, null].map((bytes) => l.transferReading(f, { bytes, runs: n, of: n + 1 })).join(' '),
  moreTransfers: (l, n, f) => l.moreTransfers(f, n),
  trendWords: (l, n, f) => [0, n / 2, -n / 2].map((change) => l.trendWords(f, change)).join(' '),
  barsReading: (l, n, f) => [l.barsReading(f, n, n, ['X']), l.barsReading(f, n + 1, n + 1, ['X', 'X'])].join(' '),
};

/** Those of the mail that need no whole report. */
export const MAIL_CALLS: Omit<Calls<Messages['email']>, 'subject' | 'noWorstJobs'> = {
  preheader: (w) => w.preheader('X', 'X', 'X'),
  moreDecisions: (w, n, f) => w.moreDecisions(f, n),
  more: (w, n, f) => w.more(f, n),
};

export const NOTICE_CALLS: Calls<Messages['notice']['begun']> = {
  subject: (w) => w.subject('X'),
  text: (w) => w.text('X', 'x', 'X'),
};

export const PORTFOLIO_NOTICE_CALLS: Calls<Messages['notice']['portfolio']> = {
  subject: (w) => w.subject('X', 'X'),
  where: (w) => w.where('X'),
  more: (w, n, f) => w.more(f, n),
};

export const MARKDOWN_CALLS: Calls<Messages['markdown']> = {
  moreDecisions: (w, n, f) => w.moreDecisions(f, n),
  moreJobs: (w, n, f) => w.moreJobs(f, n, n),
  moreFindings: (w, n, f) => w.moreFindings(f, n, n),
};

const counts = (n: number) => ({ pass: n, fail: 0, notEvaluable: n, notApplicable: n, missing: n });

export const TREND_CALLS: Calls<Messages['trend']> = {
  reading: (t, n, f) => [counts(n), { ...counts(0), fail: n }].map((each) => t.reading(f, each, n)).join(' '),
  noFigure: (t, n) => t.noFigure(n > 1 ? 'not-applicable' : 'not-evaluable'),
  against: (t, n) => t.against('X', 'X', n > 1),
  ofDue: (t, n, f) => t.ofDue(f, 'X', { succeeded: n, due: n, ratio: 1, basis: 'slots', met: n > 1 }),
  passedOf: (t, n, f) => t.passedOf(f, n, n, n),
};

const tenants = (n: number) => ({ total: 4 * n, pass: n, fail: n - 1, notEvaluable: n, notApplicable: n, notMade: n });
const VERDICTS = ['pass', 'fail', 'not-evaluable', 'not-applicable', null] as const;

export const PORTFOLIO_CALLS: Calls<Messages['portfolio']> = {
  line: (p, n, f) => p.line(f, n, n, 'X'),
  headline: (p, n, f) =>
    [tenants(n), { ...tenants(n), fail: 0 }, { ...tenants(n), fail: n, pass: 0 }, { ...tenants(n), pass: 0, fail: 0 }]
      .map((each) => p.headline(f, each))
      .join(' '),
  metOf: (p, n, f) => p.metOf(f, n, n),
  withVerdict: (p, n, f) => p.withVerdict(f, tenants(n)),
  over: (p, n, f) => p.over(f, n),
  unproven: (p, n, f) => p.unproven(f, n),
  group: (p, n, f) => VERDICTS.map((verdict) => p.group(f, verdict, n)).join(' '),
  incomplete: (p, n, f) => p.incomplete(f, n),
  trendWords: (p, n, f) => p.trendWords(f, { pass: n, fail: n }),
  fileOf: (p) => p.fileOf('X', 'X'),
};

export const INDEX_CALLS: Calls<Messages['outputIndex']> = {
  line: (p, n, f) => p.line(f, { tenants: n, periods: n, bundles: n }),
  unreadable: (p, n, f) => p.unreadable(f, n),
  group: (p, n, f) => p.group(f, n),
  tally: (p, n, f) => VERDICTS.map((verdict) => p.tally(f, verdict, n)).join(' '),
  asOf: (p) => p.asOf('X'),
  portfolioOf: (p) => p.portfolioOf('X', 'X'),
  olderPeriod: (p, n, f) => p.olderPeriod(f, 'X', 'X', n),
};

export const CHART_CALLS: Calls<Messages['charts']> = {
  smallLead: (c, _n, f) => c.smallLead(f.day('2026-10-01T12:00:00.000Z'), f.day('2026-10-31T12:00:00.000Z')),
  notDrawn: (c, n, f) => c.notDrawn(f, n),
  notDrawnWithGaps: (c, n, f) => c.notDrawnWithGaps(f, n),
  gauge: (c) => c.gauge('X', 'X', 'X'),
  startsReading: (c, n, f) => c.startsReading(f, n, 'X', n),
  startsHour: (c, n, f) => c.startsHour(f, 'X', n, n),
  slowJobs: (c, n, f) => c.slowJobs(f, n),
  moreSlowJobs: (c, n, f) => c.moreSlowJobs(f, n),
  trendReading: (c, n, f) => [c.trendReading(f, 'X', 'X', 'X', ['X'], 0), c.trendReading(f, 'X', 'X', 'X', ['X'], n)].join(' '),
  outcomeOn: (c) => c.outcomeOn('X', 'X'),
  outcomeElse: (c) => c.outcomeElse('X'),
  runsDrawn: (c) => c.runsDrawn('X'),
  medianLongest: (c) => c.medianLongest('X', 'X'),
  shownOf: (c) => c.shownOf('X', 'X'),
  restComplete: (c, n, f) => c.restComplete(f, n),
};

const success = (n: number) => ({ succeeded: n, due: n + 1, ratio: null, basis: n > 1 ? 'runs' : 'slots' }) as const;
const waived = (effect: 'none' | 'reduced' | 'excused', n: number) => ({ effect, seconds: n, success: n > 12 ? success(n) : null, waiverIds: [] });

export const REGISTER_CALLS: Calls<Messages['register']> = {
  summary: (r, n, f) =>
    [r.summary(f, { total: n, excused: 0, unanswered: n, overdue: 0 }), r.summary(f, { total: n + 2, excused: n, unanswered: 1, overdue: n })].join(
      ' ',
    ),
  overdueNames: (r, n, f) => r.overdueNames(f, ['X', 'Y'], n),
  more: (r, n, f) => r.more(f, 200, n),
  amount: (r, n, f) => `${r.amount(f, n * 3600, null)} ${r.amount(f, null, success(n))}`,
  left: (r, n, f) => (['none', 'reduced', 'excused'] as const).map((effect) => r.left(f, waived(effect, n))).join(' '),
  doneOn: (r) => r.doneOn('X'),
  dueOn: (r) => r.dueOn('X'),
  overdue: (r) => r.overdue('X'),
  approvedBy: (r) => r.approvedBy('X', 'Y'),
  expires: (r) => r.expires('X'),
  adjustedVerdict: (r) => r.adjustedVerdict('X'),
  adjustedJob: (r) => r.adjustedJob('X', 'Y'),
};
