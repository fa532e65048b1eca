import { gunzipSync } from 'node:zlib';
import { bodyOf } from '../model/body.ts';
import type { Evidence, Exchange } from '../model/evidence.ts';
import type { ReportInputs } from '../model/inputs.ts';
import { readJson, writeJson } from './canonical.ts';
import { INDEX_FILE, indexSchema, type EvidenceIndex, type IndexedExchange, type PackedFile } from './index-file.ts';
import { INPUTS_FILE, readInputs } from './inputs.ts';
import { indexOf } from './lay-out.ts';
import { digestOf } from './pack.ts';
import { sha256 } from '../model/sha256.ts';

/** What is wrong with one file of the evidence; `detail` is for people who look into it. */
export type EvidenceProblem = { readonly file: string; readonly detail: string };

export type Unpacked =
  | { readonly ok: true; readonly evidence: Evidence; readonly inputs: ReportInputs; readonly index: EvidenceIndex; readonly digest: string }
  | { readonly ok: false; readonly problems: readonly EvidenceProblem[] };

export type UnpackLimits = {
  /** Of all answers together, unpacked. */
  readonly bytes: number;
};

export const UNPACK_LIMITS: UnpackLimits = { bytes: 2 * 1024 ** 3 };

const NAME = /^evidence\/(?:jobs|job-\d{4,9})\.gz$/;

type Files = ReadonlyMap<string, Uint8Array>;
type Streams = Map<string, Uint8Array>;

/** The header alone says how far a file is unpacked: a bomb stops there. */
const inflate = (packed: Uint8Array, size: number): Uint8Array | null => {
  try {
    return gunzipSync(packed, { maxOutputLength: Math.max(1, size) });
  } catch {
    return null;
  }
};

/** The unpacked bytes, or what is wrong. */
const openStream = (files: Files, { name, size, sha256: expected }: PackedFile): Uint8Array | string => {
  const packed = files.get(name);
  if (packed === undefined) return 'is missing';
  const bytes = inflate(packed, size);
  if (bytes === null) return `cannot be unpacked to ${String(size)} bytes`;
  if (bytes.length !== size) return `holds ${String(bytes.length)} bytes unpacked, the index says ${String(size)}`;
  return sha256(bytes) === expected ? bytes : 'does not hold what the index says';
};

const sumOf = (parts: readonly { readonly size: number }[]): number => parts.reduce((sum, { size }) => sum + size, 0);

const openStreams = (files: Files, index: EvidenceIndex, { bytes: limit }: UnpackLimits): Streams | readonly EvidenceProblem[] => {
  const unsafe = index.files.filter(({ name }) => !NAME.test(name));
  if (unsafe.length > 0) return unsafe.map(({ name }) => ({ file: INDEX_FILE, detail: `names a file that no evidence has: ${name.slice(0, 100)}` }));
  const total = Math.max(sumOf(index.files), sumOf(index.exchanges.map(({ body }) => body)));
  if (total > limit) return [{ file: INDEX_FILE, detail: `announces ${String(total)} bytes, more than the limit of ${String(limit)}` }];
  const opened = index.files.map((entry) => [entry.name, openStream(files, entry)] as const);
  const problems = opened.flatMap(([file, result]) => (typeof result === 'string' ? [{ file, detail: result }] : []));
  if (problems.length > 0) return problems;
  return new Map(opened.flatMap(([name, result]) => (typeof result === 'string' ? [] : [[name, result]])));
};

const exchangeFrom = ({ body, path, query, ...entry }: IndexedExchange, streams: Streams): Exchange => ({
  ...entry,
  path: query === null ? path : `${path}?${query}`,
  body: bodyOf((streams.get(body.file) ?? new Uint8Array()).subarray(body.offset, body.offset + body.size)),
});

const evidenceFrom = ({ source, exchanges, missing }: EvidenceIndex, streams: Streams): Evidence => ({
  ...source,
  exchanges: exchanges.map((entry) => exchangeFrom(entry, streams)),
  missing,
});

/** Strays: below `evidence/`, but neither inputs, index nor named by it. */
const strays = (files: Files, index: EvidenceIndex): readonly EvidenceProblem[] => {
  const known = new Set([INPUTS_FILE, INDEX_FILE, ...index.files.map(({ name }) => name)]);
  const unknown = [...files.keys()].filter((name) => name.startsWith('evidence/') && !known.has(name));
  return unknown.map((file) => ({ file, detail: 'is not named by the index' }));
};

/** Laid out anew, the evidence must give the very same index: so offsets, hashes and order hold, and no byte is hidden. */
const misplaced = (evidence: Evidence, index: EvidenceIndex): readonly EvidenceProblem[] => {
  const again = writeJson(indexSchema, indexOf(evidence, index.tenantId));
  return Buffer.from(writeJson(indexSchema, index)).equals(again) ? [] : [{ file: INDEX_FILE, detail: 'does not fit the answers it names' }];
};

/** The files below `evidence/` → the very evidence that was packed, or everything that is wrong with them. Throws nothing. */
export const unpack = (files: Files, limits: UnpackLimits = UNPACK_LIMITS): Unpacked => {
  const bytes = { inputs: files.get(INPUTS_FILE), index: files.get(INDEX_FILE) };
  if (bytes.inputs === undefined || bytes.index === undefined) return failed({ file: bytes.index ? INPUTS_FILE : INDEX_FILE, detail: 'is missing' });
  const inputs = readInputs(bytes.inputs);
  if (!inputs.ok) return failed({ file: INPUTS_FILE, detail: inputs.detail });
  const index = readJson(indexSchema, bytes.index);
  if (!index.ok) return failed({ file: INDEX_FILE, detail: index.detail });
  const streams = openStreams(files, index.value, limits);
  if (!(streams instanceof Map)) return { ok: false, problems: streams };
  const evidence = evidenceFrom(index.value, streams);
  const problems = [...strays(files, index.value), ...misplaced(evidence, index.value)];
  if (problems.length > 0) return { ok: false, problems };
  return { ok: true, evidence, inputs: inputs.value, index: index.value, digest: digestOf(bytes.inputs, bytes.index) };
};

const failed = (problem: EvidenceProblem): Unpacked => ({ ok: false, problems: [problem] });
