/** How many values one statement names: well below what any database takes. */
const MOST = 4000;

/** Cuts a list so that statements stay small. `width`: values that one item takes. */
export const inBatches = <Item>(items: readonly Item[], width = 1): readonly (readonly Item[])[] => {
  const size = Math.max(1, Math.floor(MOST / width));
  return Array.from({ length: Math.ceil(items.length / size) }, (_, at) => items.slice(at * size, (at + 1) * size));
};
