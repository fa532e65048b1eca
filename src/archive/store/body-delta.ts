/**
 * A list that is read every day is nearly yesterday's list: a few records more at one end, a few less at the other. A delta
 * says how a body is put together from pieces of another one, its base, and from what is new.
 *
 * It is a sequence of steps, each: the length of what is new, that itself, where a piece of the base begins, how long it is.
 * Numbers are written seven bits a byte, the lowest first, the eighth bit set on all but the last.
 */

const CLOSING_BRACE = 0x7d;

type Piece = { readonly from: number; readonly to: number };

/** Cuts after every `}`: records are pieces, whatever stands between them belongs to the next one. */
const pieces = (bytes: Uint8Array): readonly Piece[] => {
  const found: Piece[] = [];
  let from = 0;
  while (from < bytes.length) {
    const brace = bytes.indexOf(CLOSING_BRACE, from);
    const to = brace < 0 ? bytes.length : brace + 1;
    found.push({ from, to });
    from = to;
  }
  return found;
};

const textOf = (bytes: Uint8Array, { from, to }: Piece): string => Buffer.from(bytes.buffer, bytes.byteOffset + from, to - from).toString('latin1');

type Step = { readonly fresh: Piece; readonly copied: Piece };

const EMPTY: Piece = { from: 0, to: 0 };

const lengthOf = ({ from, to }: Piece): number => to - from;

/** Joins neighbours, so that a thousand records that stayed are one step. */
const stepsOf = (base: Uint8Array, plain: Uint8Array): readonly Step[] => {
  const known = new Map(pieces(base).map((piece) => [textOf(base, piece), piece]));
  const steps: Step[] = [];
  let fresh: Piece = EMPTY;
  let copied: Piece = EMPTY;
  for (const piece of pieces(plain)) {
    const same = known.get(textOf(plain, piece));
    if (same !== undefined && same.from === copied.to && lengthOf(copied) > 0) {
      copied = { from: copied.from, to: same.to };
      continue;
    }
    if (lengthOf(copied) > 0) {
      steps.push({ fresh, copied });
      fresh = { from: piece.from, to: piece.from };
      copied = EMPTY;
    }
    if (same === undefined) fresh = { from: fresh.from, to: piece.to };
    else copied = same;
  }
  return [...steps, { fresh, copied }];
};

const pushNumber = (into: number[], value: number): void => {
  let rest = value;
  while (rest >= 0x80) {
    into.push((rest % 0x80) + 0x80);
    rest = Math.floor(rest / 0x80);
  }
  into.push(rest);
};

const numbers = (...values: readonly number[]): Uint8Array => {
  const bytes: number[] = [];
  for (const value of values) pushNumber(bytes, value);
  return Uint8Array.from(bytes);
};

/** How `plain` is made from `base`. Always right, small only where they are alike. */
export const makeDelta = (base: Uint8Array, plain: Uint8Array): Uint8Array =>
  Buffer.concat(
    stepsOf(base, plain).flatMap(({ fresh, copied }) => [
      numbers(lengthOf(fresh)),
      plain.subarray(fresh.from, fresh.to),
      numbers(copied.from, lengthOf(copied)),
    ]),
  );

/** Undoes `makeDelta`. What is damaged gives other bytes or a RangeError, never more than `size` bytes. */
export const applyDelta = (base: Uint8Array, delta: Uint8Array, size: number): Uint8Array => {
  const plain = new Uint8Array(size);
  let at = 0;
  let filled = 0;
  const readNumber = (): number => {
    let value = 0;
    for (let factor = 1; ; factor *= 0x80) {
      const byte = delta[at];
      if (byte === undefined || factor > 2 ** 42) throw new RangeError('A delta ends too early.');
      at += 1;
      value += (byte % 0x80) * factor;
      if (byte < 0x80) return value;
    }
  };
  const fill = (bytes: Uint8Array): void => {
    plain.set(bytes, filled);
    filled += bytes.length;
  };
  while (at < delta.length) {
    const fresh = readNumber();
    fill(delta.subarray(at, at + fresh));
    at += fresh;
    const from = readNumber();
    fill(base.subarray(from, from + readNumber()));
  }
  return filled === size ? plain : plain.subarray(0, filled);
};
