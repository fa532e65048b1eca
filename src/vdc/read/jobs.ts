import { instantField, numberField, placeInList, readId, textField, type Field } from './fields.ts';
import { statusClass } from './status.ts';
import type { DataIssue } from '../../model/collection.ts';
import type { Job } from '../../model/job.ts';

export type JobRecord = { readonly job: Job; readonly issues: readonly DataIssue[] };

export type JobList = {
  /** Each id once, in the order of the source. */
  readonly jobs: readonly JobRecord[];
  /** Records that are no job. */
  readonly issues: readonly DataIssue[];
};

type WireJob = {
  readonly id?: unknown;
  readonly name?: unknown;
  readonly isEnabled?: unknown;
  readonly jobType?: unknown;
  readonly backupType?: unknown;
  readonly lastRun?: unknown;
  readonly lastStatus?: unknown;
  readonly nextRun?: unknown;
  readonly avgJobProcessTimeInSeconds?: unknown;
  readonly organizationVboInstanceId?: unknown;
};

const readJob = (wire: WireJob, id: string): JobRecord => {
  const issues: DataIssue[] = [];
  const note = (field: string): void => void issues.push({ code: 'mistyped-field', record: id, field });
  const take = <Value>(field: keyof WireJob, read: (value: unknown) => Field<Value>): Value | null => {
    const { value, mistyped } = read(wire[field]);
    if (mistyped) note(field);
    return value;
  };
  // Completeness is proven by these two: where the source leaves them out, that must show.
  for (const field of ['lastRun', 'lastStatus'] as const) if (wire[field] === undefined) note(field);
  if (typeof wire.isEnabled !== 'boolean') note('isEnabled');
  const name = readId(wire.name);
  if (name === null) note('name');
  const lastStatus = take('lastStatus', textField);
  const job: Job = {
    id,
    name: name ?? id,
    enabled: wire.isEnabled !== false,
    jobType: take('jobType', textField),
    backupType: take('backupType', textField),
    lastRun: take('lastRun', instantField),
    lastStatus,
    lastStatusClass: lastStatus === null ? null : statusClass(lastStatus),
    nextRun: take('nextRun', instantField),
    vendorAverageSeconds: take('avgJobProcessTimeInSeconds', numberField),
    organizationVboInstanceId: take('organizationVboInstanceId', numberField),
  };
  return { job, issues };
};

const isSame = (a: JobRecord, b: JobRecord): boolean => JSON.stringify(a) === JSON.stringify(b);

/** The records of the job list, as sent, in the words of the model. A job that cannot say whether it is enabled is. */
export const readJobs = (items: readonly unknown[]): JobList => {
  const jobs = new Map<string, JobRecord>();
  const issues: DataIssue[] = [];
  items.forEach((item, at) => {
    const wire: WireJob = typeof item === 'object' && item !== null ? item : {};
    const id = readId(wire.id);
    if (id === null) {
      issues.push({ code: 'unreadable-job', record: placeInList(at), field: 'id' });
      return;
    }
    const record = readJob(wire, id);
    const first = jobs.get(id);
    if (first === undefined) jobs.set(id, record);
    // A mere copy says nothing new; another job under the same id cannot be told apart.
    else if (!isSame(first, record)) issues.push({ code: 'unreadable-job', record: id, field: 'id' });
  });
  return { jobs: [...jobs.values()], issues };
};
