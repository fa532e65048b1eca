import type { Report } from './report.ts';

/** The list of jobs was never read: nothing is claimed, not even that the report is final. */
export const isListUnread = ({ findings }: Pick<Report, 'findings'>): boolean => findings.some(({ code }) => code === 'job-list-not-collected');
