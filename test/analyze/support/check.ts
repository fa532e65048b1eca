import fc from 'fast-check';
import type { JobAnalysis } from '../../../src/model/analysis.ts';

const CASES = { numRuns: 1000 };

/** Every property holds over at least a thousand worlds. */
export const check = <Values extends [unknown, ...unknown[]]>(property: fc.IPropertyWithHooks<Values>): void => fc.assert(property, CASES);

export const gapLength = ({ rpo }: JobAnalysis): number => rpo.gaps.reduce((sum, gap) => sum + gap.to - gap.from, 0);
