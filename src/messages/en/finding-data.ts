import type { FindingCode } from '../../model/finding.ts';
import { capital } from '../capital.ts';
import { sentence, type Word } from '../finding-words.ts';
import { counted } from './plural.ts';

/** Findings about what the source says and does not say. */
export const dataWords = {
  'unknown-status': ({ count, outside, words }, name, f) => ({
    title:
      count > 0
        ? `${name}: ${counted(f, count, 'run')} with an unknown status.`
        : `${name}: ${counted(f, outside, 'run')} outside the period with an unknown status.`,
    text: sentence(
      `The source says ${f.list(words.map((word) => (word.trim() === '' ? 'nothing' : f.quote(word))))}; an unknown status is never counted as a success.`,
      count > 0 && outside > 0 ? `${capital(counted(f, outside, 'run'))} outside the period too.` : null,
    ),
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
    text: 'Its id or start time is missing, malformed or contradicts another record, so the period cannot be proven complete.',
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
        : `The job says ${f.quote(lastStatus)} of the run that ended ${f.instant(lastRun)}, the session says otherwise.`,
    advice: 'Check the run in the VDC console.',
    when: f.day(lastRun),
  }),
  'history-may-be-truncated': ({ sessions }, name, f) => ({
    title: `${name} cannot be evaluated: its history may be cut off.`,
    text: `The list holds exactly ${counted(f, sessions, 'session')}, as many as a server may put on one page, and none from before the period.`,
    advice: 'Collect more often, or ask the provider for the limit of the list.',
    when: 'whole period',
  }),
} satisfies { [Code in FindingCode]?: Word<Code> };
