import type { FailureCode } from '../model/evidence.ts';

/** An answer that cannot be used. Caught inside the client, where it becomes a failure. */
export class ReadError extends Error {
  readonly code: FailureCode;

  constructor(code: FailureCode, detail: string) {
    super(detail);
    this.name = 'ReadError';
    this.code = code;
  }
}
