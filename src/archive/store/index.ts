import { createAgenda } from './agenda/index.ts';
import { findEvidence } from './evidence.ts';
import { createOutbox } from './outbox/index.ts';
import { pruneAll } from './prune.ts';
import { recordCollection } from './record.ts';
import { countingReports, latestReport, noteReport } from './reports.ts';
import type { Archive, BodyReader } from '../archive.ts';
import type { ArchiveDatabase } from './tables.ts';

export type Engine = {
  readonly db: ArchiveDatabase;
  /** Before the first writing: throws UserError where the archive must not be written to. */
  readonly beforeWriting: () => void;
  /** What an error of the database means to a user; bugs stay what they are. */
  readonly explain: (error: unknown) => unknown;
  /** Gives back the room of what was forgotten, and leaves no trace of it. */
  readonly compact: () => Promise<void>;
  readonly close: () => Promise<void>;
};

/** An archive over any database that has the tables. */
export const createArchive = ({ db, beforeWriting, explain, compact, close }: Engine, reader: BodyReader): Archive => {
  const explained = async <Result>(work: () => Promise<Result>): Promise<Result> => {
    try {
      return await work();
    } catch (error) {
      throw explain(error);
    }
  };
  const writing = <Result>(work: () => Promise<Result>): Promise<Result> =>
    explained(async () => {
      beforeWriting();
      return work();
    });
  return {
    record: (collection) => writing(() => recordCollection(db, reader, collection)),
    evidence: (tenantId, window, options = {}) => explained(() => findEvidence(db, reader, tenantId, window, options)),
    note: (report) => writing(() => noteReport(db, report)),
    latest: (tenantId, query = {}) => explained(() => latestReport(db, tenantId, query)),
    counting: (tenantId, periodKeys, query = {}) => explained(() => countingReports(db, tenantId, periodKeys, query)),
    agenda: createAgenda(db, { reading: explained, writing }),
    outbox: createOutbox(db, { reading: explained, writing }),
    prune: (request) =>
      (request.dryRun ? explained : writing)(async () => {
        const pruned = await pruneAll(db, request);
        if (!request.dryRun) await compact();
        return pruned;
      }),
    close,
  };
};
