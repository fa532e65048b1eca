import { createHmac } from 'node:crypto';
import type { ObjectKind } from '../model/session.ts';

/** What stands in a report instead of an object's name. */
export type Alias = (kind: ObjectKind, name: string) => string;

/** 32 bits: among ten thousand objects of a kind, two share a pseudonym once in about a hundred tenants. */
const DIGITS = 8;

/**
 * `mailbox-3f9a1c07`: the same object has the same pseudonym in every report of its tenant, and nobody without the key can try
 * names until one fits.
 */
export const pseudonyms =
  (key: string, tenantId: string): Alias =>
  (kind, name) =>
    `${kind}-${createHmac('sha256', key)
      .update(JSON.stringify([tenantId, kind, name.normalize('NFC')]))
      .digest('hex')
      .slice(0, DIGITS)}`;

/** `mailbox 1`, `mailbox 2`, in the order in which they are asked for: for one report, since it counts on. */
export const runningNumbers = (): Alias => {
  const given = new Map<ObjectKind, Map<string, number>>();
  return (kind, name) => {
    const numbers = given.get(kind) ?? new Map<string, number>();
    given.set(kind, numbers);
    const number = numbers.get(name) ?? numbers.size + 1;
    numbers.set(name, number);
    return `${kind} ${String(number)}`;
  };
};
