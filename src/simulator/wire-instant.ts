import { toIso } from '../model/instant.ts';
import type { Instant } from '../model/instant.ts';
import { wholeBetween } from './random.ts';
import type { Random } from './random.ts';

/** Up to 7 fraction digits without closing zeros, as the API prints what it measured. */
export const measuredInstant = (instant: Instant, random: Random): string => {
  const digits = toIso(instant).slice(0, -1) + String(wholeBetween(random, 0, 10_000)).padStart(4, '0');
  return `${digits.replace(/\.?0+$/, '')}Z`;
};

/** Whole seconds without a fraction, as the API prints what is planned. */
export const plannedInstant = (instant: Instant): string => toIso(instant).replace(/\.\d+Z$/, 'Z');
