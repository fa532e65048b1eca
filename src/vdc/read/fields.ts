import { isZeroDate, readInstant } from './instant.ts';
import type { Instant } from '../../model/instant.ts';

/** A field's value with whether it had the form it should: absent and null are no mistake. */
export type Field<Value> = { readonly value: Value | null; readonly mistyped: boolean };

const absent = { value: null, mistyped: false } as const;
const mistyped = { value: null, mistyped: true } as const;

export const textField = (value: unknown): Field<string> => {
  if (typeof value === 'string') return { value, mistyped: false };
  return value === undefined || value === null ? absent : mistyped;
};

export const numberField = (value: unknown): Field<number> => {
  if (typeof value === 'number' && Number.isFinite(value)) return { value, mistyped: false };
  return value === undefined || value === null ? absent : mistyped;
};

/** A zero date says "none" and is no mistake either. */
export const instantField = (value: unknown): Field<Instant> => {
  const instant = readInstant(value);
  if (instant !== null) return { value: instant, mistyped: false };
  if (value === undefined || value === null) return absent;
  return typeof value === 'string' && isZeroDate(value) ? absent : mistyped;
};

/** An id is a text that is not blank; anything else cannot be told apart from its neighbours. */
export const readId = (value: unknown): string | null => (typeof value === 'string' && value.trim() !== '' ? value : null);

/** How a record without an id is named: by its place in the list, counted from 1. */
export const placeInList = (index: number): string => `#${index + 1}`;
