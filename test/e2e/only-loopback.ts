import { Socket } from 'node:net';

/**
 * Loaded into a process before the program: every connection goes through here, and one that would leave this machine is
 * told on stderr and refused.
 */
const LOCAL = /^(?:127\.|localhost$|::1$|\[::1\]$)/;

const hostOf = (given: unknown): string => {
  const options: unknown = Array.isArray(given) ? given[0] : given;
  if (typeof options !== 'object' || options === null) return 'localhost';
  if ('path' in options && typeof options.path === 'string') return 'localhost';
  return 'host' in options && typeof options.host === 'string' ? options.host : 'localhost';
};

const connect: unknown = Reflect.get(Socket.prototype, 'connect');

function guarded(this: Socket, ...given: readonly unknown[]): unknown {
  const host = hostOf(given[0]);
  if (LOCAL.test(host) && typeof connect === 'function') return Reflect.apply(connect, this, given);
  process.stderr.write(`outside loopback: ${host}\n`);
  throw new Error(`outside loopback: ${host}`);
}

Object.defineProperty(Socket.prototype, 'connect', { value: guarded });
process.stderr.write('guard in place\n');
