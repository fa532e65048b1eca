import type { Policy } from './policy.ts';
import { sha256 } from './sha256.ts';

/** Keys in order, so that a policy is the same however it was written down. */
const inOrder = (_key: string, value: unknown): unknown =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1)))
    : value;

/** One hash over all that a result was measured by: its name and its waivers, which change no raw result, are left out. */
export const policyDigest = ({ rpo, grace, recoveryPoints, targets, cadence, jobs }: Policy): string =>
  sha256(JSON.stringify([rpo, grace, recoveryPoints, targets, cadence, jobs], inOrder));
