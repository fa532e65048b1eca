import type { Fault } from './fault.ts';
import type { WireJob, WireLogLine, WireSession } from './wire.ts';

/** All fields of a record; the compiler misses none. */
const fieldsOf = <Wire>(fields: Readonly<Record<keyof Wire & string, true>>): readonly string[] => Object.keys(fields);

const FIELDS = {
  jobs: fieldsOf<WireJob>({
    id: true,
    name: true,
    backupType: true,
    jobType: true,
    isEnabled: true,
    lastRun: true,
    lastStatus: true,
    nextRun: true,
    avgJobProcessTimeInSeconds: true,
    organizationVboInstanceId: true,
  }),
  sessions: fieldsOf<WireSession>({
    id: true,
    creationTime: true,
    endTime: true,
    progress: true,
    status: true,
    processedObjects: true,
    jobId: true,
    copyJobId: true,
    jobType: true,
  }),
  logs: fieldsOf<WireLogLine>({ id: true, title: true, creationTime: true, endTime: true }),
};

const ENDPOINTS = ['jobs', 'sessions', 'logs'] as const;

/** A job without an endpoint means its sessions and logs. */
const endpointsOf = ({ endpoint = 'any', job }: Fault): readonly (typeof ENDPOINTS)[number][] => {
  if (endpoint !== 'any') return [endpoint];
  return job === undefined ? ENDPOINTS : ['sessions', 'logs'];
};

/** The fields there are, by endpoint, where the fault names one that no record it hits has; else null. */
export const fieldsInstead = (fault: Fault): string | null => {
  if (fault.kind !== 'wrong-type' || fault.field === undefined) return null;
  const { field } = fault;
  const endpoints = endpointsOf(fault);
  if (endpoints.some((endpoint) => FIELDS[endpoint].includes(field))) return null;
  return endpoints.map((endpoint) => `Fields of ${endpoint}: ${FIELDS[endpoint].join(', ')}.`).join(' ');
};
