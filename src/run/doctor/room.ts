const MB = 1024 * 1024;
const GB = 1024 * MB;

const sizeWords = (bytes: number): string => (bytes >= GB ? `${(bytes / GB).toFixed(1)} GB` : `${String(Math.floor(bytes / MB))} MB`);

/** Less than a bundle with its PDF may need while it is made. */
const FEWEST = 100 * MB;
/** A year of a busy tenant. */
const SCARCE = GB;

export type Room = { readonly state: 'ok' | 'warning' | 'failed'; readonly words: string };

/** Whether there is room for what is to come. */
export const judgeRoom = (free: number): Room => ({
  state: free < FEWEST ? 'failed' : free < SCARCE ? 'warning' : 'ok',
  words: `${sizeWords(free)} ${free < SCARCE ? 'are free, which is little' : 'are free'}`,
});
