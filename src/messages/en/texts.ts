import type { Report } from '../../model/report.ts';
import type { Format } from '../format.ts';
import type { Term } from '../term.ts';

/** The definitions that every number of the report follows. */
export const definitions = (report: Report, f: Format): readonly Term[] => [
  {
    term: 'Recovery point',
    text: 'A finished run whose status the policy accepts (see Policy). Its start is the instant its data stands for; its end is when that data can be restored.',
  },
  {
    term: 'Exposure',
    text: 'At any instant, the time since the start of the newest recovery point that was available then: the data that would have been lost.',
  },
  { term: 'RPO gap', text: 'A stretch of time in which the exposure was beyond objective plus grace.' },
  { term: 'RPO compliance', text: 'One minus the time in gaps divided by the time measured. Measured over time, not counted in runs.' },
  { term: 'Success rate', text: 'Strict: successes divided by finished runs. Lenient: successes and warnings divided by finished runs.' },
  {
    term: 'Due, succeeded',
    text: 'Runs close together are one due backup; it succeeded if any of its attempts brought a recovery point. A run that was expected and did not start is due and missed.',
  },
  { term: 'Suspected', text: 'The schedule was inferred from the history, not named by the policy.' },
  { term: 'Incident', text: 'A series of finished runs without a recovery point. It lasts until the end of the next run that brings one.' },
  {
    term: 'Verdict',
    text: 'Target met: RPO compliance and successful backups both reach their targets. Not evaluable: something is unknown; unknown is never counted as a pass.',
  },
  {
    term: 'Fails again and again',
    text: `An object without a success in so many logged runs in a row as the policy asks for (${f.integer(report.policy.persistentAfter)}; a rule may ask for another number), up to the newest; or in none of two or more logged runs of the period (“never in the period”), unless a run succeeded as a whole and its log was not read.`,
  },
  {
    term: 'Sudden drop',
    text: 'Objects: a run walks fewer than half as many as the median of the 7 to 30 runs before, and at least 5 fewer. Volume: on five days in a row or more less than half of the median of the 7 to 30 days before is transferred, and at least 10 MB less. What is not known is never a drop.',
  },
  { term: 'Percentages', text: 'Cut off, never rounded up: 100% means every one. Totals divide sums by sums; they are no averages of percentages.' },
];

/** What job and session data cannot evidence; always printed. */
export const limits = (_report: Report): readonly string[] => [
  'Sessions show that backups ran. They do not show that data can be restored, is intact, immutable, encrypted or retained, nor that every asset is included.',
  'Express policies have restore points but no sessions, and are outside this report.',
  'The source’s own statements (status, times, last run) are taken as it makes them; contradictions among them are reported, not resolved.',
  'Targets are the customer’s own. This report measures against them and certifies nothing.',
];
