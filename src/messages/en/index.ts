import { enGB } from 'date-fns/locale/en-GB';
import type { FormatLocale } from '../format.ts';
import { charts } from './charts.ts';
import { controls } from './controls.ts';
import { email } from './email.ts';
import { failureAdvice, failureText } from './failure.ts';
import { findingWords } from './finding.ts';
import { FINDING_MEANINGS } from './finding-meanings.ts';
import { coverLine, headline } from './headline.ts';
import { junit } from './junit.ts';
import { markdown } from './markdown.ts';
import { notice } from './notice.ts';
import { outputIndex } from './output-index.ts';
import { periodLabel, periodTick } from './period.ts';
import { portfolio } from './portfolio.ts';
import { register } from './register.ts';
import { labels } from './report.ts';
import { seal } from './seal.ts';
import { definitions, limits } from './texts.ts';
import { CHECK_HEADINGS, checkWords, VERIFY_VERDICTS, verifyConclusion } from './verify.ts';
import { trend } from './trend.ts';
import { COMPLETENESS_WORDS, OUTCOME_WORDS, SEVERITY_WORDS, STATE_WORDS, STATUS_WORDS, VERDICT_WORDS } from './words.ts';

const formatLocale: FormatLocale = {
  tag: 'en-GB',
  dateFns: enGB,
  units: { day: 'd', hour: 'h', minute: 'min', second: 's' },
  quotes: ['“', '”'],
  none: 'n/a',
};

/** English: day before month, 24-hour clock. */
export const en = {
  formatLocale,
  labels,
  charts,
  trend,
  portfolio,
  outputIndex,
  email,
  junit,
  markdown,
  notice,
  register,
  controls,
  periodLabel,
  periodTick,
  headline,
  coverLine,
  findingWords,
  findingMeanings: FINDING_MEANINGS,
  failureText,
  failureAdvice,
  definitions,
  limits,
  seal,
  verdicts: VERDICT_WORDS,
  severities: SEVERITY_WORDS,
  statuses: STATUS_WORDS,
  outcomes: OUTCOME_WORDS,
  completeness: COMPLETENESS_WORDS,
  states: STATE_WORDS,
  checks: {
    ...checkWords,
    headings: CHECK_HEADINGS,
    verdicts: VERIFY_VERDICTS,
    conclusion: verifyConclusion,
  },
};
