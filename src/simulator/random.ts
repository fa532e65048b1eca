/** A stream of numbers from 0 (inclusive) to 1 (exclusive), the same for the same seed. */
export type Random = () => number;

const TWO_32 = 2 ** 32;

/** FNV-1a over UTF-16 units: 32 bits, for seeding only. */
export const hashText = (text: string): number => {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return hash >>> 0;
};

/** Mulberry32: small and fast, and good enough for invented histories. */
export const seededRandom = (seed: number): Random => {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / TWO_32;
  };
};

/** A stream of its own for each label, so that a change in one part of a world leaves the others alone. */
export const randomFor = (seed: number, label: string): Random => seededRandom(Math.imul(seed, 0x9e3779b1) ^ hashText(label));

/** From `low` (inclusive) to `high` (exclusive). */
export const between = (random: Random, low: number, high: number): number => low + random() * (high - low);

export const wholeBetween = (random: Random, low: number, high: number): number => Math.floor(between(random, low, high));

/** A version 4 identifier by its form; its bits come from `random`. */
export const uuid = (random: Random): string => {
  const hex = (digits: number): string =>
    Math.floor(random() * 16 ** digits)
      .toString(16)
      .padStart(digits, '0');
  const variant = (8 + wholeBetween(random, 0, 4)).toString(16);
  return `${hex(8)}-${hex(4)}-4${hex(3)}-${variant}${hex(3)}-${hex(6)}${hex(6)}`;
};
