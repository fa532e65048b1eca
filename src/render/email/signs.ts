import type { Verdict } from '../../model/analysis.ts';

/** A verdict as a mark that survives without colour, and the colours that go with it. The word always stands beside it. */
export type Sign = {
  /** Without an emoji form, so that no client draws a picture of its own. */
  readonly mark: string;
  readonly plainMark: string;
  readonly ink: string;
  /** Behind white text. */
  readonly fill: string;
  /** Names the dark colours in the template's style element. */
  readonly tone: 'ok' | 'bad' | 'unsure' | 'quiet';
};

export const SIGNS: Readonly<Record<Verdict, Sign>> = {
  pass: { mark: '✓', plainMark: 'OK', ink: '#2a7152', fill: '#2a7152', tone: 'ok' },
  fail: { mark: '✕', plainMark: 'X', ink: '#b3261e', fill: '#b3261e', tone: 'bad' },
  'not-evaluable': { mark: '?', plainMark: '?', ink: '#80520c', fill: '#80520c', tone: 'unsure' },
  'not-applicable': { mark: '–', plainMark: '-', ink: '#55646f', fill: '#55646f', tone: 'quiet' },
};
