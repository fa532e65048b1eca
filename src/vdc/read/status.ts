import type { StatusClass } from '../../model/session.ts';

const LONGEST_WORD = 40;

const CLASSES: ReadonlyMap<string, StatusClass> = new Map([
  ['success', 'success'],
  ['succeeded', 'success'],
  ['warning', 'warning'],
  ['partialsuccess', 'warning'],
  ['failed', 'failed'],
  ['error', 'failed'],
  ['disconnected', 'failed'],
  ['notconfigured', 'failed'],
  ['stopped', 'stopped'],
  ['aborted', 'stopped'],
  ['cancelled', 'stopped'],
  ['canceled', 'stopped'],
  ['running', 'running'],
  ['queued', 'running'],
  ['started', 'running'],
  ['pending', 'running'],
  ['updating', 'running'],
]);

const classOf = (word: string): StatusClass =>
  word.length > LONGEST_WORD ? 'unknown' : (CLASSES.get(word.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '')) ?? 'unknown');

/** What the source's word for a status means. Case, blanks and punctuation do not count; a word not known is `unknown`. */
export const statusClass = (word: unknown): StatusClass => {
  // The words of the source itself come first, because a million sessions ask.
  switch (word) {
    case 'Success':
      return 'success';
    case 'Warning':
      return 'warning';
    case 'Failed':
      return 'failed';
    case 'Running':
      return 'running';
    default:
      return typeof word === 'string' ? classOf(word) : 'unknown';
  }
};
