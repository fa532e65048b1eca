import type { Verdict } from '../../model/analysis.ts';
import type { Trend, TrendPeriod } from '../../model/report-trend.ts';
import type { Format } from '../format.ts';
import { counted } from './plural.ts';

/** The words for figures over several periods. */
export const trend = {
  heading: 'Trend',
  reading: (f: Format, { pass, fail, notEvaluable, notApplicable, missing }: Trend['counts'], periods: number) => {
    const judged = pass + fail;
    const rest = [
      ...(notEvaluable > 0 ? [`${f.integer(notEvaluable)} not evaluable`] : []),
      ...(notApplicable > 0 ? [`${f.integer(notApplicable)} without an enabled job`] : []),
      ...(missing > 0 ? [`${f.integer(missing)} without a report`] : []),
    ];
    const met = judged === 0 ? 'No period has a verdict' : `Targets met in ${f.integer(pass)} of ${counted(f, judged, 'period')} with a verdict`;
    return `${met}${rest.length === 0 ? '' : `; of ${f.integer(periods)} in all, ${f.list(rest)}`}.`;
  },
  met: 'target met',
  missed: 'target missed',
  target: 'target of its time',
  noReport: 'no report',
  noFigure: (verdict: Verdict | null): string => (verdict === 'not-applicable' ? 'no enabled job' : 'not evaluable'),
  unknownSign: '?',
  missingSign: '–',
  against: (value: string, target: string, met: boolean | null) => (met === null ? value : `${value} (target ${target}${met ? '' : ', missed'})`),
  ofDue: (f: Format, ratio: string, { succeeded, due, met }: NonNullable<TrendPeriod['success']>) =>
    `${ratio} (${f.integer(succeeded)} of ${f.integer(due)}${met === false ? ', missed' : ''})`,
  passedOf: (f: Format, pass: number, evaluated: number, notEvaluable: number) =>
    `${f.integer(pass)} of ${f.integer(evaluated)}${notEvaluable > 0 ? `, ${f.integer(notEvaluable)} not evaluable` : ''}`,
  policyChanged: 'policy changed',
  jobsPassed: 'Jobs that met their targets',
};
