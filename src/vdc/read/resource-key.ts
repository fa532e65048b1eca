import type { Resource } from '../../model/evidence.ts';

/** A text that two resources share only when they are the same one, whatever stands in their ids. */
export const resourceKey = (resource: Resource): string => {
  switch (resource.kind) {
    case 'jobs':
      return 'jobs';
    case 'sessions':
      return JSON.stringify([resource.kind, resource.jobId]);
    case 'log':
      return JSON.stringify([resource.kind, resource.jobId, resource.sessionId]);
  }
};
