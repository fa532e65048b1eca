import type { Evidence, Exchange, Resource } from '../model/evidence.ts';
import type { EvidenceIndex, IndexedExchange, PackedFile } from './index-file.ts';
import type { Body } from '../model/body.ts';
import { sha256 } from '../model/sha256.ts';

/** One file's answers, one after the other; equal ones stand once. Made while it is filled. */
type Shelf = {
  readonly name: string;
  readonly jobId: string | null;
  readonly bodies: Body[];
  readonly places: Map<string, IndexedExchange['body']>;
  size: number;
};

/** What stands in one packed file before it is compressed: these answers, one after the other. */
export type Stream = Pick<PackedFile, 'name' | 'jobId' | 'size'> & { readonly bodies: readonly Body[] };

/** Where everything stands; nothing has been read yet. */
export type Layout = { readonly exchanges: EvidenceIndex['exchanges']; readonly streams: readonly Stream[] };

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

const placeOn = (shelf: Shelf, body: Body): IndexedExchange['body'] => {
  const known = shelf.places.get(body.sha256);
  if (known !== undefined) return known;
  const place = { file: shelf.name, offset: shelf.size, size: body.size, sha256: body.sha256 };
  shelf.places.set(body.sha256, place);
  shelf.bodies.push(body);
  shelf.size += body.size;
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
export const layOut = (evidence: Evidence): Layout => {
  const shelves = shelvesFor(evidence.exchanges);
  const exchanges = evidence.exchanges.flatMap((exchange) => {
    const shelf = shelves.get(jobOf(exchange.resource));
    return shelf === undefined ? [] : [entryOf(exchange, placeOn(shelf, exchange.body))];
  });
  return { exchanges, streams: [...shelves.values()] };
};

/** What stands in a file: all answers of one job, plain. */
export const readStream = ({ bodies }: Stream): Uint8Array => {
  const [only, ...others] = bodies;
  return only !== undefined && others.length === 0 ? only.read() : Buffer.concat(bodies.map((body) => body.read()));
};

/** How the index names a file. `plain`: what `readStream` gives. */
export const fileEntry = ({ name, jobId, size }: Stream, plain: Uint8Array): PackedFile => ({ name, jobId, size, sha256: sha256(plain) });

export const indexWith = (
  evidence: Evidence,
  tenantId: string,
  exchanges: EvidenceIndex['exchanges'],
  files: readonly PackedFile[],
): EvidenceIndex => {
  const { baseUrl, startedAt, finishedAt, statuses, retries, missing } = evidence;
  const source = { baseUrl, startedAt, finishedAt, statuses: { ...statuses }, retries };
  return { schemaVersion: '1.0', tenantId, source, files: [...files], exchanges, missing: [...missing] };
};

/** The index of evidence that is not to be packed. */
export const indexOf = (evidence: Evidence, tenantId: string): EvidenceIndex => {
  const { exchanges, streams } = layOut(evidence);
  const files = streams.map((stream) => fileEntry(stream, readStream(stream)));
  return indexWith(evidence, tenantId, exchanges, files);
};
