import type { FindingCode } from '../../model/finding.ts';
import { capital } from '../capital.ts';
import { quoted, sentence, span, type Word } from '../finding-words.ts';
import type { Format } from '../format.ts';
import { counted, inWords } from './plural.ts';

const recovery = (open: number, recoveredAfter: string | null, f: Format): string => {
  if (open === 0) return 'All recovered.';
  return recoveredAfter === null
    ? 'The last one has not recovered yet.'
    : `The last one was open when the period ended; the next recovery point was available ${f.instant(recoveredAfter)}.`;
};

const dropSpan = (f: Format, runs: number, from: string, to: string): string =>
  runs === 1 ? `In the run of ${f.day(from)}` : `In ${counted(f, runs, 'run')} (${span(f, from, to)})`;

const dropWhen = (f: Format, lasting: boolean, from: string, to: string): string => (lasting ? `since ${f.day(from)}` : span(f, from, to));

/** Findings about runs, their length and the objects in them. */
export const runWords = {
  'runs-failed': ({ runs, late, incidents, open, first, last, recoveredAfter, reason }, name, f) => ({
    title: `${name}: ${counted(f, runs, 'run')} without a recovery point in ${counted(f, incidents, 'incident')}.`,
    text: sentence(
      reason === null ? null : `Commonest reason: ${quoted(f, reason)}.`,
      late === 0 ? null : `${capital(counted(f, late, 'run'))} succeeded, but ended after the cutoff.`,
      recovery(open, recoveredAfter, f),
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
  'objects-failing': ({ count, never, names, reason, sessions }, name, f) => ({
    title:
      never === 0
        ? `${name}: ${counted(f, count, 'object')} ${count === 1 ? 'fails' : 'fail'} again and again.`
        : `${name}: ${counted(f, never, 'object')} without a single success in the whole period.`,
    text: sentence(
      never === 0 || never === count ? null : `${capital(counted(f, count, 'object'))} ${count === 1 ? 'fails' : 'fail'} again and again.`,
      `${f.list(count > names.length ? [...names, `${f.integer(count - names.length)} more`] : names)}, in the last ${counted(f, sessions, 'logged run')}.`,
      reason === null ? null : `${quoted(f, reason)}.`,
    ),
    advice: 'License, mend or exclude them: a run that only warns can hide an object without any backup.',
    when: counted(f, sessions, 'run'),
  }),
  'objects-dropped': ({ runs, lasting, most, median, before, from, to }, name, f) => ({
    title: `${name}: ${lasting ? 'suddenly far fewer objects' : 'far fewer objects for a time'}.`,
    text: sentence(
      `${dropSpan(f, runs, from, to)} at most ${counted(f, most, 'object')} ${most === 1 ? 'was' : 'were'} walked,`,
      `against a median of ${f.integer(Math.floor(median))} in the ${f.integer(before)} runs before.`,
      lasting ? 'No later run has come back to half of it.' : 'Later runs came back.',
    ),
    advice: lasting
      ? 'Find out what left the job’s selection: objects that a job no longer walks are no longer protected, and the job still succeeds.'
      : 'Find out why the job saw fewer objects then.',
    when: dropWhen(f, lasting, from, to),
  }),
  'volume-dropped': ({ days, lasting, mostBytes, medianBytes, before, from, to }, name, f) => ({
    title: `${name}: ${lasting ? 'suddenly far less data' : 'far less data for a time'}.`,
    text: sentence(
      `On ${counted(f, days, 'day')} (${span(f, from, to)}) at most ${f.bytes(mostBytes)} a day was transferred,`,
      `against a median of ${f.bytes(medianBytes)} on the ${f.integer(before)} days before whose volume is known.`,
      lasting ? 'No later day has come back to half of it.' : 'Later days came back.',
    ),
    advice: 'Hold it against what changed at the source: fewer users, holidays, or objects that are no longer read.',
    when: dropWhen(f, lasting, from, to),
  }),
  'run-open': ({ count, since }, name, f) => ({
    title: `${name} has ${counted(f, count, 'run')} in progress.`,
    text: `Started ${f.instant(since)}; it counts in no rate yet.`,
    advice: 'Report again when it has ended.',
    when: f.day(since),
  }),
} satisfies { [Code in FindingCode]?: Word<Code> };
