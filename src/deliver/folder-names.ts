import { createHash } from 'node:crypto';
import { UserError } from '../errors.ts';
import { sizeOf, type BundleFile } from '../model/bundle-file.ts';

const SLUG = /^[a-z0-9](?:[a-z0-9._-]{0,62}[a-z0-9])?$/i;
const SEGMENT = /^[a-z0-9][a-z0-9._-]{0,127}$/i;
const DEPTH = 6;
/** Names that Windows gives to devices, with or without an ending. */
const DEVICE = /^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/i;

/** Whether a text can be one folder's name everywhere. */
export const isSlug = (text: string): boolean => SLUG.test(text) && !DEVICE.test(text);
const isSegment = (text: string): boolean => SEGMENT.test(text) && !DEVICE.test(text) && !text.endsWith('.');

/** A name that can be a folder's. Throws a UserError for any other: it never becomes a path. */
export const checkSlug = (what: 'tenant id' | 'period', text: string): string => {
  if (isSlug(text)) return text;
  throw new UserError('output-unsafe-name', `The ${what} ${JSON.stringify(text.slice(0, 80))} cannot name a folder.`, {
    hint: 'Use up to 64 letters, digits, hyphens, underscores and dots, with a letter or digit at both ends.',
  });
};

const fileProblem = (name: string): string | null => {
  const segments = name.split('/');
  if (segments.length > DEPTH) return 'lies too deep';
  return segments.every(isSegment) ? null : 'has a part that is not made of letters, digits, dots, hyphens and underscores';
};

/** Throws a UserError unless every name is safe and stands once, whatever the case of its letters. */
export const checkFileNames = (files: readonly BundleFile[]): void => {
  const seen = new Set<string>();
  for (const { name } of files) {
    const problem = seen.has(name.toLowerCase()) ? 'stands twice' : fileProblem(name);
    seen.add(name.toLowerCase());
    if (problem !== null) {
      throw new UserError('output-unsafe-name', `The file name ${JSON.stringify(name.slice(0, 120))} ${problem}; the bundle was not written.`);
    }
  }
};

/** 16 hex digits over names and contents, in order of name. */
export const hashOfFiles = (files: readonly BundleFile[]): string => {
  const hash = createHash('sha256');
  for (const file of files.toSorted((a, b) => (a.name < b.name ? -1 : 1))) {
    hash.update(`${file.name}\0${String(sizeOf(file))}\0`);
    for (const part of file.parts) hash.update(part);
  }
  return hash.digest('hex').slice(0, 16);
};
