import type * as NodeSqlite from 'node:sqlite';

export type Sqlite = typeof NodeSqlite;

const isTheOne = (warning: unknown): boolean => typeof warning === 'string' && warning.startsWith('SQLite is an experimental feature');

/**
 * Node 22 calls its SQLite experimental whenever it is loaded; Node 24 does not. The archive keeps to what both have, so that
 * the warning would tell a user nothing. Every other warning is passed on.
 */
export const importSqlite = async (): Promise<Sqlite> => {
  const original = Object.getOwnPropertyDescriptor(process, 'emitWarning');
  if (original === undefined) return import('node:sqlite');
  const emit = process.emitWarning.bind(process);
  const value = (...warning: readonly unknown[]): void => {
    if (!isTheOne(warning[0])) Reflect.apply(emit, process, warning);
  };
  Object.defineProperty(process, 'emitWarning', { ...original, value });
  try {
    return await import('node:sqlite');
  } finally {
    Object.defineProperty(process, 'emitWarning', original);
  }
};
