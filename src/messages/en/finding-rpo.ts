import type { FindingArgs, FindingCode } from '../../model/finding.ts';
import type { Format } from '../format.ts';
import { capital } from '../capital.ts';
import { quoted, sentence, span, type Word } from '../finding-words.ts';
import { counted } from './plural.ts';

const causeOf = ({ failedRuns, missedRuns, reason }: FindingArgs['rpo-gap']['cause'], f: Format): string => {
  const parts = [
    failedRuns > 0 ? `${counted(f, failedRuns, 'run')} brought no recovery point` : null,
    missedRuns > 0 ? `${counted(f, missedRuns, 'expected run')} did not start` : null,
  ].filter((part) => part !== null);
  const what = parts.length > 0 ? capital(f.list(parts)) : 'No run ended in time';
  return reason === null ? `${what}.` : `${what}: ${quoted(f, reason)}.`;
};

const openWords = (recoveredAfter: string | null, f: Format): string =>
  recoveredAfter === null
    ? 'The gap is still open.'
    : `The gap was open when the period ended; the next recovery point was available ${f.instant(recoveredAfter)}.`;

/** What is known of a job without a recovery point: that it ran in vain, that its history begins later, or nothing. */
const neverWords: Word<'never-protected'> = ({ since, runs, knownBefore, historyFrom }, name, f) => {
  const when = `since ${f.day(since)}`;
  if (historyFrom !== null)
    return {
      title: `${name}: no session from before the end of the period is known.`,
      text: `Its known history begins ${f.instant(historyFrom)}, after the period. Whether it was backed up before is not known, and unknown is not counted as protected.`,
      advice: 'If the job existed then, ask the provider for its earlier sessions; if it did not, leave the period aside.',
      when,
    };
  return {
    title: `${name} has no recovery point at all.`,
    text: knownBefore
      ? `Nothing could have been restored since ${f.day(since)}; ${counted(f, runs, 'finished run')} in the period.`
      : 'No session of it is known, of any time.',
    advice: 'Find out why no run ends in a recovery point, and run the job by hand until one does.',
    when,
  };
};

const gapWords: Word<'rpo-gap'> = ({ count, from, to, peakSeconds, totalSeconds, open, recoveredAfter, cause }, name, f) => ({
  title:
    peakSeconds === null
      ? `${name} had no recovery point at all for ${f.words(totalSeconds)}.`
      : `${name} had no new recovery point for ${f.words(peakSeconds)}.`,
  text: sentence(
    causeOf(cause, f),
    count > 1
      ? `${counted(f, count, 'gap')} in all, ${f.words(totalSeconds)} beyond the objective.`
      : `${f.words(totalSeconds)} beyond the objective.`,
    open ? openWords(recoveredAfter, f) : null,
  ),
  advice:
    open && recoveredAfter === null
      ? 'Start a run now and mend the cause before the next one.'
      : 'Mend the cause; the next failure would breach the objective again.',
  when: open && recoveredAfter === null ? `since ${f.day(from)}` : span(f, from, to),
});

/** Findings about exposure and objective. */
export const rpoWords = {
  'never-protected': neverWords,
  'rpo-gap': gapWords,
  'rpo-not-achievable': ({ neededSeconds, allowedSeconds }, name, f) => ({
    title: `${name} cannot meet its objective with this schedule.`,
    text: `Schedule and run time need ${f.words(neededSeconds)}, objective and grace allow ${f.words(allowedSeconds)}.`,
    advice: 'Run the job more often, or agree on an objective that the schedule can meet.',
    when: 'whole period',
  }),
  'success-target-missed': ({ succeeded, due, target }, name, f) => ({
    title: `${name} succeeded in ${f.integer(succeeded)} of ${f.integer(due)} due backups.`,
    text: `That is ${f.percent(due === 0 ? null : succeeded / due)}; the target is ${f.target(target)}.`,
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
