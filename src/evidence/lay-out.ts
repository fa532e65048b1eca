import type { Evidence, Exchange, Resource } from '../model/evidence.ts';
import type { EvidenceIndex, IndexedExchange } from './index-file.ts';
import { sha256, sha256Of } from '../model/sha256.ts';

/** One file's answers, one after the other; equal ones stand once. Made while it is filled. */
type Shelf = {
  readonly name: string;
  readonly jobId: string | null;
  readonly bodies: Uint8Array[];
  readonly places: Map<string, IndexedExchange['body']>;
  size: number;
};

/** What stands in one packed file before it is compressed: these answers, one after the other. */
export type Stream = { readonly name: string; readonly bodies: readonly Uint8Array[] };

export type Layout = { readonly index: EvidenceIndex; readonly streams: readonly Stream[] };

const jobOf = (resource: Resource): string | null => (resource.kind === 'jobs' ? null : resource.jobId);

const DIGITS = 4;

const nameOf = (jobId: string | null, position: number): string =>
  jobId === null ? 'evidence/jobs.gz' : `evidence/job-${String(position).padStart(DIGITS, '0')}.gz`;

/** One shelf for the job lists and one a job, numbered as the evidence names them: a job's id never becomes a path. */
const shelvesFor = (exchanges: readonly Exchange[]): ReadonlyMap<string | null, Shelf> => {
  const owners = new Set(exchanges.map(({ resource }) => jobOf(resource)));
  const listed = owners.delete(null) ? [null] : [];
  return new Map(
    [...listed, ...owners].map((jobId, place) => [
      jobId,
      { name: nameOf(jobId, place + 1 - listed.length), jobId, bodies: [], places: new Map(), size: 0 },
    ]),
  );
};

const placeOn = (shelf: Shelf, body: Uint8Array): IndexedExchange['body'] => {
  const hash = sha256(body);
  const known = shelf.places.get(hash);
  if (known !== undefined) return known;
  const place = { file: shelf.name, offset: shelf.size, size: body.length, sha256: hash };
  shelf.places.set(hash, place);
  shelf.bodies.push(body);
  shelf.size += body.length;
  return place;
};

const splitPath = (path: string): Pick<IndexedExchange, 'path' | 'query'> => {
  const mark = path.indexOf('?');
  return mark === -1 ? { path, query: null } : { path: path.slice(0, mark), query: path.slice(mark + 1) };
};

const entryOf = ({ resource, page, round, path, sentAt, receivedAt, status, headers, attempts }: Exchange, body: IndexedExchange['body']) => ({
  resource,
  page,
  round,
  ...splitPath(path),
  sentAt,
  receivedAt,
  status,
  headers: { ...headers },
  attempts,
  body,
});

/** Decides where every answer stands. The same evidence is always laid out in the same way. */
export const layOut = (evidence: Evidence, tenantId: string): Layout => {
  const { baseUrl, startedAt, finishedAt, statuses, retries } = evidence;
  const shelves = shelvesFor(evidence.exchanges);
  const exchanges = evidence.exchanges.flatMap((exchange) => {
    const shelf = shelves.get(jobOf(exchange.resource));
    return shelf === undefined ? [] : [entryOf(exchange, placeOn(shelf, exchange.body))];
  });
  const streams = [...shelves.values()];
  const files = streams.map(({ name, jobId, size, bodies }) => ({ name, jobId, size, sha256: sha256Of(bodies) }));
  const source = { baseUrl, startedAt, finishedAt, statuses: { ...statuses }, retries };
  return { index: { schemaVersion: '1.0', tenantId, source, files, exchanges, missing: [...evidence.missing] }, streams };
};
