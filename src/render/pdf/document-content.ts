import { z } from 'zod';

const bytes = z.instanceof(Uint8Array);
const failed = z.object({ ok: z.literal(false), detail: z.string() });
/** What stands in a document need not be a number. */
const number = z.union([z.number(), z.nan()]);

/** What is read from a document in a thread of its own, as it comes back from there; either part may fail without the other. */
export const contentSchema = z.object({
  attachments: z.union([z.object({ ok: z.literal(true), value: z.map(z.string(), bytes) }), failed]),
  signatures: z.union([
    z.object({
      ok: z.literal(true),
      value: z.object({ signatures: z.array(z.object({ range: z.array(number), contents: bytes })), inOneGo: z.boolean() }),
    }),
    failed,
  ]),
});

export type DocumentContent = z.output<typeof contentSchema>;
