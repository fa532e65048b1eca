import type { Outbox } from '../../outbox.ts';
import type { ArchiveDatabase } from '../tables.ts';
import { claimMail } from './claim.ts';
import { confirmMail, countMails, findMail, listMails, reopenMail } from './desk.ts';
import { enqueueMail } from './enqueue.ts';
import { recoverMails } from './recover.ts';

/** How the archive's own calls are made: `reading` and `writing` explain errors, and the latter checks the file before. */
type Access = {
  readonly reading: <Result>(work: () => Promise<Result>) => Promise<Result>;
  readonly writing: <Result>(work: () => Promise<Result>) => Promise<Result>;
};

/** The outbox over any database that has the tables. */
export const createOutbox = (db: ArchiveDatabase, { reading, writing }: Access): Outbox => ({
  enqueue: (mail) => writing(() => enqueueMail(db, mail)),
  recover: (query) => writing(() => recoverMails(db, query)),
  claim: async (query) => {
    const claimed = await writing(() => claimMail(db, query));
    if (claimed === null) return null;
    const { handOver, settle } = claimed;
    return { ...claimed, handOver: () => writing(handOver), settle: (result) => writing(() => settle(result)) };
  },
  list: (query) => reading(() => listMails(db, query)),
  find: (id) => reading(() => findMail(db, id)),
  counts: () => reading(() => countMails(db)),
  reopen: (id, now) => writing(() => reopenMail(db, id, now)),
  confirm: (id, confirmation) => writing(() => confirmMail(db, id, confirmation)),
});
