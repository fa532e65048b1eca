import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';

/** This process, and no other that had its number before it. */
const INSTANCE = randomUUID();

const OWNER = /^(.*):(\d+):([0-9a-f-]{36})$/;

/** Who claims mails, as it is written down. */
export const owner = (): string => `${hostname()}:${String(process.pid)}:${INSTANCE}`;

const runs = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // It runs, and belongs to somebody else.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
};

/** Whether an owner is known to be gone. Of another machine nothing is known: its claims end with their time. */
export const isGone = (text: string): boolean => {
  const [, host, pid, instance] = OWNER.exec(text) ?? [];
  if (host !== hostname() || pid === undefined || instance === INSTANCE) return false;
  return Number(pid) === process.pid || !runs(Number(pid));
};
