import type { ReadyTenant } from '../config/config.ts';
import { wordingFor } from '../messages/catalogue.ts';
import type { Collection, JobCollection } from '../model/collection.ts';
import type { CollectFailure } from '../model/evidence.ts';
import type { Finding } from '../model/finding.ts';
import { namesOf } from '../render/names.ts';

/** What is missing, in the report's own terms, and the request that brought nothing. */
type Lack = { readonly finding: Finding; readonly failure: CollectFailure | null };

const factsOf = ({ code, request, status, attempts, detail }: CollectFailure) => ({ failure: code, request, status, attempts, detail });

const listLacks = ({ failure, issues }: Collection): Lack[] => {
  const unreadable = issues.filter(({ code }) => code === 'unreadable-job').length;
  return [
    ...(failure === null
      ? []
      : [{ finding: { code: 'job-list-not-collected', severity: 'critical', jobId: null, args: factsOf(failure) }, failure } as const]),
    ...(unreadable === 0
      ? []
      : [{ finding: { code: 'records-unreadable', severity: 'high', jobId: null, args: { count: unreadable } }, failure: null } as const]),
  ];
};

const jobLacks = ({ job, failure, logFailures, issues }: JobCollection): Lack[] => {
  const { id: jobId } = job;
  const log = logFailures[0]?.failure ?? null;
  const unreadable = issues.filter(({ code }) => code === 'unreadable-session').length;
  const lacks: (Lack | null)[] = [
    failure && { finding: { code: 'job-not-collected', severity: 'high', jobId, args: { ...factsOf(failure), known: false } }, failure },
    unreadable > 0 ? { finding: { code: 'records-unreadable', severity: 'high', jobId, args: { count: unreadable } }, failure: null } : null,
    log && {
      finding: { code: 'logs-not-collected', severity: 'low', jobId, args: { count: logFailures.length, failure: log.code, detail: log.detail } },
      failure: log,
    },
  ];
  return lacks.filter((lack) => lack !== null);
};

const requestWords = ({ request, status, attempts, detail }: CollectFailure): string => {
  const text = detail?.replace(/[.\s]+$/u, '') ?? '';
  const said = text === '' ? '' : `: “${text}”`;
  return `${request} ${status === null ? 'gave no answer' : `answered ${status}`} after ${attempts === 1 ? '1 attempt' : `${attempts} attempts`}${said}.`;
};

/** What one collection could not bring home, as sentences with what to do, worded as in a report. */
export const notCollected = (collection: Collection, tenant: ReadyTenant, unlisted: readonly Finding[] = []): readonly string[] => {
  const { m, f } = wordingFor('en', tenant.timezone);
  const names = namesOf({ tenant, jobs: collection.jobs.map(({ job }) => job) });
  const ofJobs = collection.failure === null ? collection.jobs.flatMap(jobLacks) : [];
  const lacks = [...listLacks(collection), ...ofJobs, ...unlisted.map((finding): Lack => ({ finding, failure: null }))];
  return lacks.map(({ finding, failure }) => {
    const { title, advice } = m.findingWords(finding, names.of(finding.jobId), f);
    return `Tenant ${tenant.id}: ${[title, failure === null ? '' : requestWords(failure), advice].filter((part) => part !== '').join(' ')}`;
  });
};
