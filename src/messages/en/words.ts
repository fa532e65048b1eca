import type { DayOutcome, Verdict } from '../../model/analysis.ts';
import type { Severity } from '../../model/finding.ts';
import type { Report, ReportJob } from '../../model/report.ts';
import type { StatusClass } from '../../model/session.ts';

/** One word or two for each value that a report may hold. */

export const VERDICT_WORDS: Readonly<Record<Verdict, string>> = {
  pass: 'Target met',
  fail: 'Target missed',
  'not-evaluable': 'Not evaluable',
  'not-applicable': 'Not applicable',
};

export const SEVERITY_WORDS: Readonly<Record<Severity, string>> = { critical: 'Critical', high: 'High', medium: 'Medium', low: 'Low', info: 'Note' };

export const STATUS_WORDS: Readonly<Record<StatusClass, string>> = {
  success: 'success',
  warning: 'warning',
  failed: 'failed',
  stopped: 'stopped',
  running: 'in progress',
  unknown: 'unknown status',
};

export const OUTCOME_WORDS: Readonly<Record<DayOutcome, string>> = {
  success: 'recovery point',
  warning: 'with warning',
  recovered: 'after retry',
  failed: 'failed',
  missed: 'did not run',
  running: 'in progress',
  idle: 'nothing due',
  unknown: 'unknown',
  disabled: 'disabled',
  gone: 'no longer listed',
  future: 'not yet',
};

export const COMPLETENESS_WORDS: Readonly<Record<ReportJob['completeness']['reasons'][number], string>> = {
  'last-run-not-in-sessions': 'the last run is in no session list',
  'last-status-mismatch': 'job and session contradict each other',
  'history-may-be-truncated': 'the session list may be cut off',
  'unreadable-records': 'a record could not be read',
  'sessions-not-read-again': 'the newest list of sessions could not be read',
};

export const STATE_WORDS: Readonly<Record<Report['state'], string>> = { final: 'final', provisional: 'provisional' };
