import type { Archive } from '../../archive/archive.ts';
import type { Outbox } from '../../archive/outbox.ts';

/** `lasting`: it outlives this process. */
export type LastingOutbox = { readonly outbox: Outbox; readonly lasting: boolean; readonly close: () => Promise<void> };

/** One that forgets everything with this process. */
export const openTestOutbox = async (): Promise<LastingOutbox> => {
  const { openVolatileOutbox } = await import('../../archive/sqlite/volatile.ts');
  const outbox = await openVolatileOutbox();
  return { outbox, lasting: false, close: outbox.close };
};

/** The archive's outbox, or where no archive is wanted one that forgets everything with this process, which is said. */
export const openOutbox = async (archive: Archive | null, note: (text: string) => void): Promise<LastingOutbox> => {
  if (archive !== null) return { outbox: archive.outbox, lasting: true, close: async () => undefined };
  note(
    'without an archive ("archive: none") no record of sent mail is kept: the same report is sent again by the next run, and what is put off is not tried again.',
  );
  return openTestOutbox();
};
