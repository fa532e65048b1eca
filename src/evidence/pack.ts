import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { inOnePart, type BundleFile } from '../model/bundle-file.ts';
import type { Evidence } from '../model/evidence.ts';
import type { ReportInputs } from '../model/inputs.ts';
import { writeJson } from './canonical.ts';
import { INDEX_FILE, indexSchema } from './index-file.ts';
import { INPUTS_FILE, writeInputs } from './inputs.ts';
import { fileEntry, indexOf, indexWith, layOut, readStream, type Stream } from './lay-out.ts';
import { sha256 } from '../model/sha256.ts';

const gzipped = promisify(gzip);

const OS_BYTE = 9;
const OS_UNKNOWN = 255;

/** Bytes. The answers of one job seldom take more when packed. */
const CHUNK = 512 * 1024;

/** The header would name the operating system: equal evidence would be other bytes elsewhere. */
const compress = async (bytes: Uint8Array): Promise<Uint8Array> => {
  // A copy: what zlib hands out keeps the whole piece of memory with it.
  const packed = new Uint8Array(await gzipped(bytes, { chunkSize: CHUNK }));
  packed[OS_BYTE] = OS_UNKNOWN;
  return packed;
};

export type PackedEvidence = {
  readonly files: readonly BundleFile[];
  /** What the report prints, see `digestOf`. */
  readonly digest: string;
};

/**
 * One hash that binds inputs and index, and through the index every byte of every answer. Taken before compression, so that
 * another version of zlib gives the same.
 */
export const digestOf = (inputs: Uint8Array, index: Uint8Array): string =>
  sha256(`${sha256(index)}  ${INDEX_FILE}\n${sha256(inputs)}  ${INPUTS_FILE}\n`);

const packStream = async (stream: Stream) => {
  const plain = readStream(stream);
  return { entry: fileEntry(stream, plain), bytes: await compress(plain) };
};

/** The answers of so many jobs are plain at once: another thread compresses one job while the next is read. */
const AT_ONCE = 2;

const packStreams = async (streams: readonly Stream[]) => {
  const packed: Awaited<ReturnType<typeof packStream>>[] = [];
  for (let start = 0; start < streams.length; start += AT_ONCE)
    packed.push(...(await Promise.all(streams.slice(start, start + AT_ONCE).map(packStream))));
  return packed;
};

/**
 * Evidence → the files below `evidence/`: inputs, index, and one gzip file a job with its answers byte for byte, so that
 * thousands of answers stay a handful of files and one job's can be handed out alone.
 */
export const pack = async (evidence: Evidence, inputs: ReportInputs): Promise<PackedEvidence> => {
  const { exchanges, streams } = layOut(evidence);
  const packed = await packStreams(streams);
  const entries = packed.map(({ entry }) => entry);
  const index = indexWith(evidence, inputs.tenant.id, exchanges, entries);
  const written = { inputs: writeInputs(inputs), index: writeJson(indexSchema, index) };
  const files = [
    inOnePart(INPUTS_FILE, written.inputs),
    inOnePart(INDEX_FILE, written.index),
    ...packed.map(({ entry, bytes }) => inOnePart(entry.name, bytes)),
  ];
  return { files, digest: digestOf(written.inputs, written.index) };
};

/** `pack`'s digest without the compression. */
export const evidenceDigest = (evidence: Evidence, inputs: ReportInputs): string =>
  digestOf(writeInputs(inputs), writeJson(indexSchema, indexOf(evidence, inputs.tenant.id)));
