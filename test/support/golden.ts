import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect } from 'vitest';

const FOLDER = new URL('../golden/', import.meta.url);

const isMissing = (error: unknown): boolean => error instanceof Error && 'code' in error && error.code === 'ENOENT';

const readGolden = (file: string): string | null => {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if (isMissing(error)) return null;
    throw error;
  }
};

/**
 * Holds `text` against `test/golden/<path>`, whose ending is that of the real output. `UPDATE_GOLDEN=1` writes the file
 * instead; what it then holds is read by a person before it is committed. A file that is missing is a failure.
 */
export const expectGolden = (path: string, text: string): void => {
  const file = fileURLToPath(new URL(path, FOLDER));
  if (process.env['UPDATE_GOLDEN'] === '1') {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
  const golden = readGolden(file);
  expect(golden, `test/golden/${path} is missing; write it with UPDATE_GOLDEN=1`).not.toBeNull();
  expect(text).toBe(golden);
};
