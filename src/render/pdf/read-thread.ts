import { parentPort, workerData } from 'node:worker_threads';
import { z } from 'zod';
import { readAttachments } from './attach.ts';
import type { DocumentContent } from './document-content.ts';
import { readSignatures } from './read-signatures.ts';

/** The inside of the thread that `createDocumentReader` begins: it reads one document, says what it found, and ends. */

type Tried<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly detail: string };

const tried = async <T>(read: () => Promise<T>): Promise<Tried<T>> => {
  try {
    return { ok: true, value: await read() };
  } catch (error) {
    return { ok: false, detail: error instanceof Error ? error.message : String(error) };
  }
};

/** Without whatever memory they are a part of: all of that would be sent along. */
const own = (bytes: Uint8Array): Uint8Array<ArrayBuffer> => Uint8Array.from(bytes);

const { pdf, largest } = z.object({ pdf: z.instanceof(Uint8Array), largest: z.number() }).parse(workerData);

const content: DocumentContent = {
  attachments: await tried(async () => new Map([...(await readAttachments(pdf, largest))].map(([name, bytes]) => [name, own(bytes)]))),
  signatures: await tried(async () => {
    const { signatures, inOneGo } = await readSignatures(pdf);
    return { signatures: signatures.map(({ range, contents }) => ({ range: [...range], contents: own(contents) })), inOneGo };
  }),
};
parentPort?.postMessage(content);
