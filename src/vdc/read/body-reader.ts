import { readJobs } from './jobs.ts';
import { readList } from './list.ts';
import { readSessions } from './sessions.ts';
import type { Job } from '../../model/job.ts';
import type { Session } from '../../model/session.ts';

/** The records of all pages of one reading; null where one of them is no list. */
const recordsOf = (pages: readonly Uint8Array[]): readonly unknown[] | null => {
  const lists: (readonly unknown[])[] = [];
  for (const page of pages) {
    const list = readList(page);
    if (typeof list === 'string') return null;
    lists.push(list.items);
  }
  return lists.length === 1 ? (lists[0] ?? []) : lists.flat();
};

/** Reads the bodies of one whole list, for an archive that keeps what was seen in them. */
export const bodyReader = {
  jobs: (pages: readonly Uint8Array[]): readonly Job[] | null => {
    const records = recordsOf(pages);
    return records === null ? null : readJobs(records).jobs.map(({ job }) => job);
  },
  sessions: (pages: readonly Uint8Array[]): readonly Session[] | null => {
    const records = recordsOf(pages);
    return records === null ? null : readSessions(records).sessions;
  },
};
