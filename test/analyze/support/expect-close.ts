import { expect } from 'vitest';

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === 'object' && value !== null;

/** Every leaf of `expected` is in `actual`, numbers to 1e-6, and `actual` holds nothing beyond them. */
export const expectClose = (actual: unknown, expected: unknown, path: string): void => {
  if (typeof expected === 'number') {
    expect(typeof actual, path).toBe('number');
    expect(Math.abs(Number(actual) - expected), `${path}: ${String(actual)} is not ${expected}`).toBeLessThanOrEqual(1e-6);
  } else if (isRecord(expected) && isRecord(actual)) {
    expect(Object.keys(actual).sort(), path).toEqual(Object.keys(expected).sort());
    for (const [key, value] of Object.entries(expected)) expectClose(actual[key], value, `${path}.${key}`);
  } else {
    expect(actual, path).toBe(expected);
  }
};
