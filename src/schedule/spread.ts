import { sha256 } from '../model/sha256.ts';

/** Hexadecimal digits of a hash that a number of JavaScript holds exactly. */
const DIGITS = 12;

/** Where a tenant has its place, from 0 (inclusive) to `width` (exclusive): always the same one, whatever other tenants there are. */
export const placeOf = (schedule: string, tenantId: string, width: number): number => {
  const share = Number.parseInt(sha256(JSON.stringify([schedule, tenantId])).slice(0, DIGITS), 16) / 16 ** DIGITS;
  return Math.floor(share * width);
};
