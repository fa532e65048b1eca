import type { FindingCode } from '../../model/finding.ts';

/** What stands behind a code, the same for every finding of its kind: when it is raised, and why it matters. */
export type Meaning = { readonly raised: string; readonly why: string };

/** Each once, in the list below all findings and in the README. */
export const FINDING_MEANINGS: Readonly<Record<FindingCode, Meaning>> = {
  'never-protected': {
    raised: 'No recovery point of the job was available at any moment of the period.',
    why: 'Had the data been lost, none of it could have been restored from this job.',
  },
  'rpo-gap': {
    raised: 'The newest recovery point was older than objective and grace allow.',
    why: 'In that time more data could have been lost than was agreed.',
  },
  'rpo-not-achievable': {
    raised: 'Objective and grace are shorter than the schedule and the length of a run need.',
    why: 'Even if every run succeeds, the objective is missed: the plan is at fault, not the runs.',
  },
  'success-target-missed': {
    raised: 'Fewer due backups succeeded than the target asks for.',
    why: 'Failures that a later run makes good still show how little there is to spare.',
  },
  'left-censored': {
    raised: 'No session from before the period is known, so measuring begins with the first one in it.',
    why: 'What came before is not part of the figures.',
  },
  'runs-failed': {
    raised: 'Finished runs brought no recovery point.',
    why: 'Each such run lets the exposure grow until the next one that succeeds.',
  },
  'runs-missed': {
    raised: 'A run was expected by the schedule and did not start.',
    why: 'A job that does not start raises no alarm of its own.',
  },
  'duration-outlier': {
    raised: 'A run took more than 150% of the job’s median; over 200% it is serious.',
    why: 'Slow runs announce throttling, growth or trouble before runs begin to fail.',
  },
  'objects-failing': {
    raised: 'The same mailboxes, sites or other objects failed in run after run.',
    why: 'A run that only warns can hide an object of which there is no backup at all.',
  },
  'objects-dropped': {
    raised: 'A job suddenly walked fewer than half as many objects as usual.',
    why: 'A job whose selection has lost objects still succeeds; they are no longer protected, and nothing else says so.',
  },
  'volume-dropped': {
    raised: 'For five days or more, far less data was transferred than usual.',
    why: 'Less data can be a holiday, or objects that are no longer read.',
  },
  'run-open': {
    raised: 'A run of the period had not ended.',
    why: 'Its outcome can still change the figures.',
  },
  'unknown-status': {
    raised: 'The source gave a run a status that is not known here.',
    why: 'Such a run is never counted as a success; figures may be worse than the truth, not better.',
  },
  'end-unreadable': {
    raised: 'A finished run has no end, or one that cannot be.',
    why: 'Without an end nobody knows from when on its data could have been restored.',
  },
  'records-unreadable': {
    raised: 'A record of the source has no usable id or start, or contradicts another one.',
    why: 'A run or a job may hide behind it, so the population is not proven complete.',
  },
  'fields-mistyped': {
    raised: 'A field of a record is missing or of an unexpected kind.',
    why: 'The source may have changed; what it said there is not in this report.',
  },
  duplicates: {
    raised: 'The source listed the same session more than once.',
    why: 'Counted twice it would distort every rate; it was counted once.',
  },
  'log-lines-unreadable': {
    raised: 'A line of a session’s log could not be read.',
    why: 'Objects and reasons that it names are missing here.',
  },
  'last-run-not-in-sessions': {
    raised: 'The source names a last run of the job, and lists no session that ended then.',
    why: 'Sessions are missing, and nobody knows how they ended.',
  },
  'last-status-mismatch': {
    raised: 'The job record and the session give the same run different outcomes, or the record gives none.',
    why: 'One of the two is wrong, so neither can be relied on.',
  },
  'history-may-be-truncated': {
    raised: 'The list holds exactly as many sessions as a page of a server, and none from before the period.',
    why: 'Older sessions may have been cut off, with failures among them.',
  },
  'job-not-collected': {
    raised: 'The sessions of the job could not be fetched.',
    why: 'Nothing new is known of the job, and unknown is not counted as a pass.',
  },
  'logs-not-collected': {
    raised: 'Logs of sessions could not be fetched.',
    why: 'Why these runs failed, and for which objects, is not known.',
  },
  'job-gone': {
    raised: 'The source no longer lists a job that it listed before.',
    why: 'What the job protected may be protected by nothing now.',
  },
  'job-disabled': {
    raised: 'The job is switched off.',
    why: 'It protects nothing, and takes no part in the verdict.',
  },
  'job-list-not-collected': {
    raised: 'The list of jobs could not be fetched.',
    why: 'Without the list not even the number of jobs is known.',
  },
  'collection-failed': {
    raised: 'The newest reading of the list of jobs failed; an earlier one stands in for it.',
    why: 'Jobs and runs since then are missing.',
  },
  'job-list-may-be-truncated': {
    raised: 'The list holds exactly as many jobs as a page of a server.',
    why: 'Jobs that were cut off would be judged by nobody.',
  },
  'no-jobs': {
    raised: 'The list of jobs is empty.',
    why: 'Nothing is backed up by it, or the key belongs to another tenant.',
  },
  'no-enabled-jobs': {
    raised: 'Every job of the list is switched off.',
    why: 'Nothing is backed up.',
  },
  provisional: {
    raised: 'The period, or a run of it, had not ended when the report was made.',
    why: 'Figures can still change; a final report takes its place.',
  },
  hindsight: {
    raised: 'The report states an earlier instant, and rests on answers of the source that were read only later.',
    why: 'What was deleted or changed in between is not seen as it was, and nobody could have reported the same then.',
  },
  'policy-loosened': {
    raised: 'An objective, a target, a rule or a waiver is more lenient than in the last report.',
    why: 'A better result may come from a lower bar.',
  },
  'waiver-expired': {
    raised: 'A waiver ended before the time that it was written for.',
    why: 'What it once excused counts in full again.',
  },
  'waiver-unused': {
    raised: 'A waiver excused nothing in the period.',
    why: 'Exceptions that nobody needs hide the ones that somebody does.',
  },
  'response-unused': {
    raised: 'A response of responses.yaml is about this period, and fits none of its exceptions.',
    why: 'The exception that it was meant for stands without a response.',
  },
  'waiver-retrospective': {
    raised: 'A waiver was approved after what it excuses had begun.',
    why: 'An exception granted afterwards needs a second look.',
  },
};
