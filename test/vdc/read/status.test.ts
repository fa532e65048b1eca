import { expect, it } from 'vitest';
import { statusClass } from '../../../src/vdc/read/status.ts';
import type { StatusClass } from '../../../src/model/session.ts';

const WORDS: Readonly<Record<StatusClass, readonly string[]>> = {
  success: ['Success', 'Succeeded', 'SUCCESS', ' success ', 'Suc-ceeded'],
  warning: ['Warning', 'PartialSuccess', 'partial success', 'Partial_Success', 'PARTIAL-SUCCESS.'],
  failed: ['Failed', 'Error', 'Disconnected', 'NotConfigured', 'not configured'],
  stopped: ['Stopped', 'Aborted', 'Cancelled', 'Canceled'],
  running: ['Running', 'Queued', 'Started', 'Pending', 'Updating'],
  unknown: ['', 'None', 'Successful', 'Success!1', 'Erfolg', 'constructor', '__proto__', 'x'.repeat(1_000_000)],
};

it.each(Object.entries(WORDS).flatMap(([expected, words]) => words.map((word) => ({ word: word.slice(0, 30), full: word, expected }))))(
  '$word means $expected',
  ({ full, expected }) => expect(statusClass(full)).toBe(expected),
);

it.each([null, undefined, 0, true, {}, ['Success']])('%j is unknown', (word) => expect(statusClass(word)).toBe('unknown'));
