/**
 * A moment orders all readings of a tenant: the collection's number, then the round within it. Whatever is "newest" is so by
 * moment, in the order in which collections were recorded, whatever the clocks said.
 */
export const ROUNDS = 64;

/** Later than every moment: still being seen. It fits into six bytes. */
export const OPEN = 2 ** 47 - 1;

export const momentOf = (collectionId: number, round: number): number => {
  if (round >= ROUNDS) throw new RangeError(`A collection reads nothing ${round} times.`);
  return collectionId * ROUNDS + round;
};

export const collectionOf = (moment: number): number => Math.floor(moment / ROUNDS);
export const roundOf = (moment: number): number => moment % ROUNDS;

/** The last moment that a collection can have. */
export const endOf = (collectionId: number): number => momentOf(collectionId, ROUNDS - 1);
