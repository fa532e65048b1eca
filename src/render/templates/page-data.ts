import { messagesFor } from '../../messages/catalogue.ts';
import type { View } from '../html/view/index.ts';
import { wordsIn, type DataOf } from './data.ts';

/** The names of words are the same in every language. */
const messages = messagesFor('en');

/** Of which `wordsIn` takes what a template can show. */
type Words = 'l' | 'c' | 'r' | 'k' | 't';
type PageData = DataOf<Omit<View, Words>> & { readonly [Name in Words | 'style' | 'csp' | 'script']: ReturnType<typeof wordsIn> | true };

const GAUGE = {width: true, height: true, track: true, value: true, target: true, from: true, reading: true} as const;
const SHAPES = [{kind: true, d: true}] as const;
const JOB = {anchor: true, name: true, verdict: true, verdictWord: true, adjusted: true, rpo: true, worst: true, current: true, gaps: true, succeeded: true, strict: true, lenient: true, missed: true} as const;
const TRANSFER = {job: true, bytes: true, median: true, runs: true, trend: true, chart: {width: true, height: true, bars: true, ground: true}, chartWords: true} as const;
const COUNT = {now: true, range: true} as const;
const BARS = {width: true, height: true, shapes: SHAPES, grid: true, yTicks: [{y: true, text: true}], middles: [true], axisY: true, xTicks: [{x: true, text: true}], hints: true} as const;
const NUMBERS = [{corner: true, columns: [true], rows: [{head: true, cells: [true]}]}] as const;
const FACT = {label: true, value: true, bad: true} as const;

/** Everything that report.hbs and its partials are given. */
export const PAGE_DATA: PageData = {
  lang: true,
  title: true,
  sentinel: true,
  footer: {left: true, right: true},
  style: true,
  csp: true,
  script: true,
  l: wordsIn(messages.labels),
  c: wordsIn(messages.charts),
  tools: { filter: true, every: true, shown: true },
  brand: {logo: {src: true, width: true, height: true}, accent: true, cover: true, footer: true},
  zoneNote: true,
  noJobs: true,
  cover: {eyebrow: true, title: true, line: true, headline: true, verdict: true, verdictWord: true, adjusted: true, provisional: true, stateWord: true, kpis: [{label: true, value: true, note: true, change: true, bad: true, gauge: GAUGE}], comparison: true, decisionsHeading: true, decisions: [{code: true, severity: true, severityWord: true, title: true, text: true, advice: true, when: true, unknown: true}], noDecisions: true, moreDecisions: true},
  calendar: {heading: true, caption: true, empty: true, whole: true, width: true, height: true, dates: true, words: true, pitch: true, cellNote: true, ticks: [{x: true, text: true}], rows: [{name: true, anchor: true, letters: true, shapes: SHAPES, reading: true, value: true, bad: true, muted: true}], key: [{shapes: SHAPES, word: true, size: true}], jobLabel: true, valueLabel: true},
  jobs: {rows: [JOB], totals: JOB},
  daily: {reading: true, chart: BARS, key: [{kind: true, word: true}], numbers: NUMBERS, days: [{day: true, text: true}]},
  timeline: {strips: [{name: true, verdict: true, verdictWord: true, facts: [FACT], chart: {width: true, height: true, grid: true, gaps: true, unbounded: true, saw: true, dense: true, rpoLine: true, rpoY: true, runs: SHAPES, runsY: true, peaks: [{x: true, y: true, anchor: true, text: true}], yTicks: [{y: true, text: true}], xTicks: [{x: true, text: true}], axisY: true, rpoText: true, rpoTextY: true, runsText: true, runsTextY: true, hints: true}, reading: true}], smallHeading: true, smallLead: true, tipsNote: true, small: [{name: true, verdict: true, verdictWord: true, worst: FACT, succeeded: FACT, chart: {width: true, height: true, base: true, gaps: true, saw: true, dense: true, rpoLine: true, runs: SHAPES}, reading: true}], rest: true, runByRun: true},
  trend: {reading: true, panels: [{width: true, height: true, grid: true, line: true, target: true, marks: SHAPES, middles: [true], axisY: true, heading: true, reading: true, yTicks: [{y: true, text: true}], xTicks: [{x: true, y: true, text: true}], words: [{x: true, y: true, text: true}], hints: true}], key: [{kind: true, word: true}], letters: true, rows: [{period: true, verdict: true, verdictWord: true, note: true, rpo: true, success: true, jobs: true, gaps: true}]},
  gaps: {rows: [{job: true, from: true, to: true, length: true, peak: true, cause: true}], more: true, empty: true},
  incidents: {rows: [{job: true, began: true, recovered: true, lasted: true, runs: true, reason: true}], more: true, empty: true, recovery: true},
  starts: {reading: true, chart: BARS, key: [{kind: true, word: true}], numbers: NUMBERS},
  objects: {lead: true, failing: [{job: true, object: true, kind: true, never: true, lastSuccess: true, since: true, runs: true, reason: true}], more: true, noFailing: true, reasons: [{reason: true, objects: true, runs: true, jobs: true}], moreReasons: true, noReasons: true, counts: [{job: true, found: COUNT, excluded: COUNT, walked: COUNT, processed: COUNT, logs: true}]},
  transfer: {reading: true, rows: [TRANSFER], rest: [TRANSFER], more: true},
  durations: {reading: true, trends: [{name: true, chart: {width: true, height: true, base: true, median: true, runs: SHAPES}, facts: true, reading: true}], rest: true, runs: [{job: true, started: true, ended: true, took: true, status: true}]},
  appendix: {durations: [{job: true, count: true, mean: true, median: true, "p95": true, max: true, vendor: true, outliers: true, serious: true}], completeness: [{job: true, status: true, bad: true, sessions: true, lastRun: true}]},
  changes: {known: true, lead: true, rows: [{what: true, name: true, before: true, after: true, loosened: true}], empty: true},
  findings: [{code: true, severity: true, severityWord: true, title: true, text: true, advice: true, when: true, job: true}],
  meanings: [{code: true, text: true}],
  r: wordsIn(messages.register),
  exceptions: {summary: true, overdue: true, rows: [{id: true, what: true, job: true, when: true, raw: true, adjusted: true, waivers: true, excused: true, answered: true, owner: true, details: true, cause: true, overdue: true}], more: true, waivers: [{id: true, job: true, interval: true, reason: true, approved: true, state: true}]},
  provenance: {summary: true, rows: [{job: true, status: true, bad: true, sessions: true, lastRun: true}], rest: true, facts: [{label: true, value: true, code: true}]},
  k: wordsIn(messages.controls),
  t: wordsIn(messages.trend),
  controls: {rows: [{framework: true, reference: true, requirement: true, evidence: true, missing: true, grade: true}], caution: true},
  signOff: [true],
  definitions: [{term: true, text: true}],
  limits: [true],
};
