import type { FindingArgs, FindingCode } from '../../model/finding.ts';
import { capital } from '../capital.ts';
import { quoted, sentence, type Word } from '../finding-words.ts';
import type { Format } from '../format.ts';
import { failureAdvice, failureText } from './failure.ts';
import { counted } from './plural.ts';

const requestLine = ({ request, status, attempts, detail }: FindingArgs['job-list-not-collected'], f: Format): string =>
  sentence(
    `${request} ${status === null ? 'gave no answer' : `answered ${String(status)}`} after ${counted(f, attempts, 'attempt')}${detail === null ? '.' : ':'}`,
    detail === null ? null : `${quoted(f, detail)}.`,
  );

/** Findings about what could not be collected, and about the tenant as a whole. */
export const scopeWords = {
  'job-not-collected': (args, name, f) => ({
    title: `${name} could not be collected: ${failureText(args.failure)}.`,
    text: sentence(requestLine(args, f), args.known ? 'What is said of it rests on earlier answers.' : 'Nothing is claimed about this job.'),
    advice: failureAdvice(args.failure),
    when: 'whole period',
  }),
  'logs-not-collected': ({ count, failure, detail }, name, f) => ({
    title: `${name}: ${counted(f, count, 'log')} could not be collected: ${failureText(failure)}.`,
    text: sentence(detail === null ? null : `${quoted(f, detail)}.`, 'The reasons of these runs are not known.'),
    advice: failureAdvice(failure),
    when: '',
  }),
  'job-gone': ({ lastSeen }, name, f) => ({
    title: `${name} is no longer listed by the source.`,
    text: `It was last seen ${f.instant(lastSeen)} and is measured until then.`,
    advice: 'Confirm that it was deleted on purpose and that another job protects its objects.',
    when: `since ${f.day(lastSeen)}`,
  }),
  'job-disabled': ({ lastRun }, name, f) => ({
    title: `${name} is disabled.`,
    text:
      lastRun === null ? 'It has never run. It takes no part in the verdict.' : `It last ran ${f.date(lastRun)}. It takes no part in the verdict.`,
    advice: 'Confirm that its objects are protected by another job or no longer need to be.',
    when: lastRun === null ? '' : `since ${f.day(lastRun)}`,
  }),
  'job-list-not-collected': (args, _name, f) => ({
    title: `The list of jobs could not be collected: ${failureText(args.failure)}.`,
    text: sentence(requestLine(args, f), 'Nothing is claimed about this tenant.'),
    advice: failureAdvice(args.failure, 'job-list'),
    when: '',
  }),
  'collection-failed': (args, _name, f) => ({
    title: `The newest reading of the list of jobs failed: ${failureText(args.failure)}.`,
    text: sentence(requestLine(args, f), `The report states what was known ${f.instant(args.asOf)}.`),
    advice: failureAdvice(args.failure, 'job-list'),
    when: f.day(args.asOf),
  }),
  'job-list-may-be-truncated': ({ jobs }) => ({
    title: 'The list of jobs may be cut off.',
    text: `The source lists exactly ${String(jobs)} jobs, as many as a server may put on one page. Of a job that is not on the list nothing is said.`,
    advice: 'Compare the number with the VDC console.',
    when: '',
  }),
  'no-jobs': () => ({
    title: 'The source lists no backup job.',
    text: 'Without a job nothing is protected by it.',
    advice: 'Check that the key belongs to the right tenant.',
    when: '',
  }),
  'no-enabled-jobs': ({ disabled }, _name, f) => ({
    title: 'No backup job is enabled.',
    text: `${capital(counted(f, disabled, 'job'))}, all disabled.`,
    advice: 'Enable the jobs that should protect this tenant.',
    when: '',
  }),
  provisional: ({ openRuns, periodOpen }, _name, f) => ({
    title: 'The figures are provisional.',
    text: sentence(
      periodOpen ? 'The period has not ended.' : null,
      openRuns > 0 ? `${capital(counted(f, openRuns, 'run'))} still in progress.` : null,
    ),
    advice: 'Report again when the period and its runs have ended.',
    when: '',
  }),
  hindsight: ({ asOf, since }, _name, f) => ({
    title: `What was known on ${f.instant(asOf)} is told in hindsight.`,
    text: `The list of jobs that the report rests on was read on ${f.instant(since)}. Jobs that were deleted and sessions that were forgotten in between are missing; names, schedules and outcomes are as they were read.`,
    advice: 'Collect daily: from the first collection on, an earlier instant is stated as it was known then.',
    when: f.day(since),
  }),
  'policy-loosened': ({ keys, since }, _name, f) => ({
    title: `The policy is looser than in the report of ${since}.`,
    text: `Changed: ${f.list(keys)}. Figures that pass now may have failed before.`,
    advice: 'Have the change confirmed by whoever owns the policy.',
    when: '',
  }),
  'waiver-expired': ({ id, expires }, _name, f) => ({
    title: `Waiver ${id} has expired.`,
    text: `It expired ${f.date(expires)}; nothing from then on is excused.`,
    advice: 'Renew or remove it.',
    when: f.day(expires),
  }),
  'waiver-unused': ({ id }) => ({
    title: `Waiver ${id} was not needed.`,
    text: 'No gap, no missed run and no run without success of this period lies in it.',
    advice: 'Remove it if it is no longer needed.',
    when: '',
  }),
  'response-unused': ({ job, code, from }, _name, f) => ({
    title: 'A response fits no exception of this period.',
    text: `There is no such exception: ${[job, code, from === null ? null : f.instant(from)].filter((part) => part !== null).join(', ')}.`,
    advice: 'Correct job, code and beginning, or name the exception by its id.',
    when: from === null ? '' : f.day(from),
  }),
  'waiver-retrospective': ({ id, approvedAt, from }, _name, f) => ({
    title: `Waiver ${id} was approved after the fact.`,
    text: `It begins ${f.date(from)} and was approved ${f.date(approvedAt)}.`,
    advice: 'Have the exception confirmed by its approver.',
    when: f.day(from),
  }),
} satisfies { [Code in FindingCode]?: Word<Code> };
