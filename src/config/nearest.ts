/** Edits (insert, delete, replace, swap of neighbours) that turn one word into the other. */
const distance = (a: string, b: string): number => {
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let row = 1; row <= a.length; row++) {
    const next = [row];
    for (let column = 1; column <= b.length; column++) {
      const replaced = (last[column - 1] ?? 0) + (a[row - 1] === b[column - 1] ? 0 : 1);
      let best = Math.min(replaced, (last[column] ?? 0) + 1, (next[column - 1] ?? 0) + 1);
      if (a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1]) best = Math.min(best, (beforeLast[column - 2] ?? Infinity) + 1);
      next.push(best);
    }
    beforeLast = last;
    last = next;
  }
  return last[b.length] ?? 0;
};

const plain = (word: string): string => word.toLowerCase().replace(/[-_]/g, '');

/** The one word that begins with what was written, or of which it is a part between hyphens. */
const completed = (written: string, known: readonly string[]): string | null => {
  const start = written.toLowerCase();
  const found = start.length < 3 ? [] : known.filter((word) => word.toLowerCase().startsWith(start) || word.toLowerCase().split('-').includes(start));
  return found.length === 1 ? (found[0] ?? null) : null;
};

/** The word that was probably meant, or null where none is near. */
export const nearest = (written: string, known: readonly string[]): string | null => {
  const wanted = plain(written);
  if (wanted.length > 64) return null;
  const ranked = known.map((word) => ({ word, edits: distance(wanted, plain(word)) })).sort((a, b) => a.edits - b.edits);
  const best = ranked[0];
  return best !== undefined && best.edits <= Math.max(1, Math.floor(wanted.length / 3)) ? best.word : completed(written, known);
};
