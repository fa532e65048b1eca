import { randomUUID } from 'node:crypto';
import { readlinkSync } from 'node:fs';
import { hostname } from 'node:os';

/** This process, and no other that had its number before it. */
const INSTANCE = randomUUID();

const OWNER = /^(.*):(\d+):([0-9a-f-]{36})$/;

/** Containers can share the name of their host, but each counts its processes by itself; only Linux tells. */
const countedBy = (): string => {
  try {
    return readlinkSync('/proc/self/ns/pid');
  } catch {
    return '';
  }
};

/** Where the number of a process means a process. */
const PLACE = `${hostname()} ${countedBy()}`.trim();

/** Who claims mails and reports, as it is written down. */
export const owner = (): string => `${PLACE}:${String(process.pid)}:${INSTANCE}`;

const runs = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // It runs, and belongs to somebody else.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
};

/** Whether an owner is known to be gone. Of another machine or container nothing is known: its claims end with their time. */
export const isGone = (text: string): boolean => {
  const [, place, pid, instance] = OWNER.exec(text) ?? [];
  if (place !== PLACE || pid === undefined || instance === INSTANCE) return false;
  return Number(pid) === process.pid || !runs(Number(pid));
};
