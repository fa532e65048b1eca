import type { Finding, FindingArgs, FindingCode } from '../../model/finding.ts';
import type { Format } from '../format.ts';
import { failureAdvice, failureText } from './failure.ts';
import { capital, counted, inWords } from './plural.ts';

/** `title` says what and where, `text` since when and why it matters, `advice` what to do. `when` is short, for a margin. */
export type FindingWords = { readonly title: string; readonly text: string; readonly advice: string; readonly when: string };

type Word<Code extends FindingCode> = (args: FindingArgs[Code], name: string, f: Format) => FindingWords;

const sentence = (...parts: readonly (string | null)[]): string => parts.filter((part) => part !== null && part !== '').join(' ');

const quoted = (reason: string | null): string | null => (reason === null ? null : `“${reason.replace(/[.\s]+$/u, '')}”`);

const span = (f: Format, from: string, to: string): string => (f.day(from) === f.day(to) ? f.day(from) : `${f.day(from)} – ${f.day(to)}`);

const causeOf = ({ failedRuns, missedRuns, reason }: FindingArgs['rpo-gap']['cause'], f: Format): string => {
  const parts = [
    failedRuns > 0 ? `${counted(f, failedRuns, 'run')} brought no recovery point` : null,
    missedRuns > 0 ? `${counted(f, missedRuns, 'expected run')} did not start` : null,
  ].filter((part) => part !== null);
  const what = parts.length > 0 ? capital(f.list(parts)) : 'No run ended in time';
  return reason === null ? `${what}.` : `${what}: ${quoted(reason) ?? ''}.`;
};

const requestLine = ({ request, status, attempts, detail }: FindingArgs['job-list-not-collected'], f: Format): string =>
  sentence(
    `${request} ${status === null ? 'gave no answer' : `answered ${String(status)}`} after ${counted(f, attempts, 'attempt')}${detail === null ? '.' : ':'}`,
    detail === null ? null : `${quoted(detail) ?? ''}.`,
  );

const gapWords: Word<'rpo-gap'> = ({ count, from, to, peakSeconds, totalSeconds, open, cause }, name, f) => ({
  title:
    peakSeconds === null
      ? `${name} had no recovery point at all for ${f.words(totalSeconds)}.`
      : `${name} had no new recovery point for ${f.words(peakSeconds)}.`,
  text: sentence(
    causeOf(cause, f),
    count > 1
      ? `${counted(f, count, 'gap')} in all, ${f.words(totalSeconds)} beyond the objective.`
      : `${f.words(totalSeconds)} beyond the objective.`,
    open ? 'The gap is still open.' : null,
  ),
  advice: open ? 'Start a run now and mend the cause before the next one.' : 'Mend the cause; the next failure would breach the objective again.',
  when: open ? `since ${f.day(from)}` : span(f, from, to),
});

const rpoWords = {
  'never-protected': ({ since, runs }, name, f) => ({
    title: `${name} has no recovery point at all.`,
    text: `Nothing could have been restored since ${f.day(since)}; ${counted(f, runs, 'finished run')} in the period.`,
    advice: 'Find out why no run ends in a recovery point, and run the job by hand until one does.',
    when: `since ${f.day(since)}`,
  }),
  'rpo-gap': gapWords,
  'rpo-not-achievable': ({ neededSeconds, allowedSeconds }, name, f) => ({
    title: `${name} cannot meet its objective with this schedule.`,
    text: `Schedule and run time need ${f.words(neededSeconds)}, objective and grace allow ${f.words(allowedSeconds)}.`,
    advice: 'Run the job more often, or agree on an objective that the schedule can meet.',
    when: 'whole period',
  }),
  'success-target-missed': ({ succeeded, due, target }, name, f) => ({
    title: `${name} succeeded in ${f.integer(succeeded)} of ${f.integer(due)} due backups.`,
    text: `That is ${f.percent(succeeded / due)}; the target is ${f.percent(target, 0)}.`,
    advice: 'See the reasons of the failed runs.',
    when: 'whole period',
  }),
  'left-censored': ({ measuredFrom }, name, f) => ({
    title: `${name} is measured from ${f.day(measuredFrom)} only.`,
    text: 'No earlier session is known: the job is new, or its history ends there.',
    advice: 'Collect daily, so that history is kept.',
    when: `from ${f.day(measuredFrom)}`,
  }),
} satisfies { [Code in FindingCode]?: Word<Code> };

const runWords = {
  'runs-failed': ({ runs, late, incidents, open, first, last, reason }, name, f) => ({
    title: `${name}: ${counted(f, runs, 'run')} without a recovery point in ${counted(f, incidents, 'incident')}.`,
    text: sentence(
      reason === null ? null : `Commonest reason: ${quoted(reason) ?? ''}.`,
      late === 0 ? null : `${capital(counted(f, late, 'run'))} succeeded, but ended after the cutoff.`,
      open > 0 ? 'The last one has not recovered yet.' : 'All recovered.',
    ),
    advice: late === runs ? 'Nothing, if the next period begins with a recovery point.' : 'Mend the commonest reason first.',
    when: span(f, first, last),
  }),
  'runs-missed': ({ count, first, last, suspected }, name, f) => ({
    title: `${name} did not run ${count === 1 ? 'once' : `${inWords(f, count)} times`} when it was due.`,
    text: suspected ? 'Suspected: the schedule is inferred from the history.' : 'The schedule is that of the policy.',
    advice: suspected
      ? 'Name the schedule in the policy (every or cron) and check the job’s schedule in the source.'
      : 'Check the job’s schedule in the source.',
    when: span(f, first, last),
  }),
  'duration-outlier': ({ count, serious, longestSeconds, medianSeconds, start }, name, f) => ({
    title: `${name} took up to ${f.words(longestSeconds)}, against a median of ${f.words(medianSeconds)}.`,
    text: sentence(
      `${capital(counted(f, count, 'run'))} over 150% of the median`,
      serious > 0 ? `(${f.integer(serious)} over 200%), the longest on ${f.day(start)}.` : `, the longest on ${f.day(start)}.`,
    ).replace(' ,', ','),
    advice: 'Look for throttling, large changes or new objects on that day.',
    when: f.day(start),
  }),
  'objects-failing': ({ count, names, reason, sessions }, name, f) => ({
    title: `${name}: ${counted(f, count, 'object')} ${count === 1 ? 'fails' : 'fail'} again and again.`,
    text: sentence(
      `${f.list(names)}${count > names.length ? ` and ${f.integer(count - names.length)} more` : ''}, in the last ${counted(f, sessions, 'logged run')}.`,
      reason === null ? null : `${capital(quoted(reason) ?? '')}.`,
    ),
    advice: 'License, mend or exclude them: a run that only warns can hide an object without any backup.',
    when: `${f.integer(sessions)} runs`,
  }),
  'run-open': ({ count, since }, name, f) => ({
    title: `${name} has ${counted(f, count, 'run')} in progress.`,
    text: `Started ${f.instant(since)}; it counts in no rate yet.`,
    advice: 'Report again when it has ended.',
    when: f.day(since),
  }),
} satisfies { [Code in FindingCode]?: Word<Code> };

const dataWords = {
  'unknown-status': ({ count, words }, name, f) => ({
    title: `${name}: ${counted(f, count, 'run')} with an unknown status.`,
    text: `The source says ${f.list(words.map((word) => (word.trim() === '' ? 'nothing' : `“${word}”`)))}; an unknown status is never counted as a success.`,
    advice: 'Ask the provider what the status means.',
    when: '',
  }),
  'end-unreadable': ({ count }, name, f) => ({
    title: `${name}: ${counted(f, count, 'run')} without a usable end time.`,
    text: 'Missing, zero, or before the start: they count by their status, but give no recovery point and no duration.',
    advice: 'Report it to the provider with the evidence.',
    when: '',
  }),
  'records-unreadable': ({ count }, name, f) => ({
    title: `${name}: ${counted(f, count, 'record')} could not be read.`,
    text: 'Id or start time is missing or malformed, so the period cannot be proven complete.',
    advice: 'Report it to the provider with the evidence.',
    when: '',
  }),
  'fields-mistyped': ({ count, fields }, name, f) => ({
    title: `${name}: ${counted(f, count, 'field')} of an unexpected kind.`,
    text: `${f.list(fields)}: the value was left out, not guessed.`,
    advice: 'Report it to the provider with the evidence.',
    when: '',
  }),
  duplicates: ({ count, conflicting }, name, f) => ({
    title: `${name}: ${counted(f, count, 'session')} listed more than once.`,
    text: conflicting > 0 ? `Each is counted once; ${f.integer(conflicting)} differ, the finished one was taken.` : 'Each is counted once.',
    advice: '',
    when: '',
  }),
  'log-lines-unreadable': ({ count }, name, f) => ({
    title: `${name}: ${counted(f, count, 'log line')} could not be read.`,
    text: 'What these lines say of single objects and reasons is not known.',
    advice: 'Report it to the provider with the evidence.',
    when: '',
  }),
  'last-run-not-in-sessions': ({ lastRun }, name, f) => ({
    title: `${name} cannot be evaluated: its last run is in no list.`,
    text: `The source names a last run that ended ${f.instant(lastRun)}, but lists no session for it. Unknown is not counted as a pass.`,
    advice: 'Check the job in the VDC console, and report the missing session to the provider.',
    when: `since ${f.day(lastRun)}`,
  }),
  'last-status-mismatch': ({ lastStatus, lastRun }, name, f) => ({
    title: `${name} cannot be evaluated: the source contradicts itself.`,
    text:
      lastStatus === ''
        ? `The job says nothing of how the run that ended ${f.instant(lastRun)} went, the session does.`
        : `The job says “${lastStatus}” of the run that ended ${f.instant(lastRun)}, the session says otherwise.`,
    advice: 'Check the run in the VDC console.',
    when: f.day(lastRun),
  }),
  'history-may-be-truncated': ({ sessions }, name, f) => ({
    title: `${name} cannot be evaluated: its history may be cut off.`,
    text: `The list holds a round number of sessions (${counted(f, sessions, 'session')} in the period) and none from before it.`,
    advice: 'Collect more often, or ask the provider for the limit of the list.',
    when: 'whole period',
  }),
} satisfies { [Code in FindingCode]?: Word<Code> };

const scopeWords = {
  'job-not-collected': (args, name, f) => ({
    title: `${name} could not be collected: ${failureText(args.failure)}.`,
    text: sentence(requestLine(args, f), args.known ? 'What is said of it rests on earlier answers.' : 'Nothing is claimed about this job.'),
    advice: failureAdvice(args.failure),
    when: 'whole period',
  }),
  'logs-not-collected': ({ count, failure, detail }, name, f) => ({
    title: `${name}: ${counted(f, count, 'log')} could not be collected: ${failureText(failure)}.`,
    text: sentence(detail === null ? null : `${quoted(detail) ?? ''}.`, 'The reasons of these runs are not known.'),
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
  'waiver-retrospective': ({ id, approvedAt, from }, _name, f) => ({
    title: `Waiver ${id} was approved after the fact.`,
    text: `It begins ${f.date(from)} and was approved ${f.date(approvedAt)}.`,
    advice: 'Have the exception confirmed by its approver.',
    when: f.day(from),
  }),
} satisfies { [Code in FindingCode]?: Word<Code> };

const WORDS: { readonly [Code in FindingCode]: Word<Code> } = { ...rpoWords, ...runWords, ...dataWords, ...scopeWords };

const wordsOf = <Code extends FindingCode>(code: Code, args: FindingArgs[Code], name: string, f: Format): FindingWords => WORDS[code](args, name, f);

/** `name` is the job's, or the tenant's for a finding about the whole. */
export const findingWords = (finding: Finding, name: string, f: Format): FindingWords => wordsOf<FindingCode>(finding.code, finding.args, name, f);
