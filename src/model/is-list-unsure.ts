import type { Report } from './report.ts';

/** Every job is judged and none failed, and yet the tenant cannot be: a record of the list could not be read. */
export const isListUnsure = ({ verdict, totals: { jobs } }: Report): boolean =>
  verdict === 'not-evaluable' && jobs.notEvaluable === 0 && jobs.enabled > 0;
