import { extname } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { StatedSignatures } from '../../model/pdf-signature.ts';
import { contentSchema, type DocumentContent } from './document-content.ts';

export type ReadLimits = {
  /** By how many bytes this process may grow while a document is read. */
  readonly memory: number;
  /** Of all attached files together, unpacked. */
  readonly attachments: number;
  readonly milliseconds: number;
};

const MB = 1024 * 1024;

/** The largest reports take a tenth of this. */
export const READ_LIMITS: ReadLimits = { memory: 512 * MB, attachments: 128 * MB, milliseconds: 30_000 };

/** Reads attached files and signatures of documents that anybody may have made. Both throw for what cannot be read within the limits. */
export type DocumentReader = {
  readonly attachmentsOf: (pdf: Uint8Array) => Promise<ReadonlyMap<string, Uint8Array>>;
  readonly signaturesOf: (pdf: Uint8Array) => Promise<StatedSignatures>;
};

const TOO_MUCH = 'reading it takes more memory than any report';
const TOO_LONG = 'reading it takes longer than any report';

/** How often the memory is looked at: what is unpacked meanwhile is a few megabytes. */
const LOOK_EVERY = 10;

/** Megabytes. Out of reach: a thread that runs out of heap in one large step takes the whole process along, so it is ended long before. */
const HEAP = 4096;

const THREAD = new URL(`./read-thread${extname(import.meta.url)}`, import.meta.url);

const isOutOfHeap = (error: unknown): boolean => error instanceof Error && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY';

const begin = (pdf: Uint8Array, { attachments }: ReadLimits): Worker =>
  new Worker(THREAD, {
    workerData: { pdf, largest: attachments },
    env: {},
    execArgv: [],
    // What the library has to say of a hostile document is not for the terminal.
    stdout: true,
    stderr: true,
    resourceLimits: { maxOldGenerationSizeMb: HEAP },
  });

/**
 * Reads a document in a thread that is ended when it takes too much. The library unpacks what a document's own tables stand in
 * without limit, and a thread's own limits do not count what is unpacked: so the size of the whole process is watched from here.
 */
const readInThread = async (pdf: Uint8Array, limits: ReadLimits): Promise<DocumentContent> => {
  const most = process.memoryUsage.rss() + limits.memory;
  const latest = performance.now() + limits.milliseconds;
  const thread = begin(pdf, limits);
  thread.stdout.resume();
  thread.stderr.resume();
  const { promise, resolve, reject } = Promise.withResolvers<unknown>();
  thread.once('message', resolve);
  thread.once('error', (error) => reject(isOutOfHeap(error) ? new RangeError(TOO_MUCH) : error));
  thread.once('exit', () => reject(new Error('its reading broke off')));
  const watch = setInterval(() => {
    if (process.memoryUsage.rss() > most) reject(new RangeError(TOO_MUCH));
    else if (performance.now() > latest) reject(new RangeError(TOO_LONG));
  }, LOOK_EVERY);
  try {
    return contentSchema.parse(await promise);
  } finally {
    clearInterval(watch);
    await thread.terminate();
  }
};

const END = Buffer.from('%%EOF');

/** The last line of a document is its end: without it the library can only say what it stumbled over. */
const refuseCutOff = (pdf: Uint8Array): void => {
  if (!Buffer.from(pdf.buffer, pdf.byteOffset, pdf.length).includes(END))
    throw new Error('its end is missing: it was cut off, for instance when it was copied');
};

const valueOf = <T>(part: { readonly ok: true; readonly value: T } | { readonly ok: false; readonly detail: string }): T => {
  if (part.ok) return part.value;
  throw new Error(part.detail);
};

/** One document is read once, whatever is asked of it. */
export const createDocumentReader = (limits: ReadLimits = READ_LIMITS): DocumentReader => {
  const known = new WeakMap<Uint8Array, Promise<DocumentContent>>();
  const contentOf = (pdf: Uint8Array): Promise<DocumentContent> => {
    refuseCutOff(pdf);
    const found = known.get(pdf) ?? readInThread(pdf, limits);
    known.set(pdf, found);
    return found;
  };
  return {
    attachmentsOf: async (pdf) => valueOf((await contentOf(pdf)).attachments),
    signaturesOf: async (pdf) => valueOf((await contentOf(pdf)).signatures),
  };
};
