import { ReadError } from './read-error.ts';
import type { FailureCode } from '../model/evidence.ts';

/** Why one attempt brought nothing. */
export type Refusal = {
  readonly code: FailureCode;
  readonly status: number | null;
  readonly detail: string | null;
  readonly isWorthRetrying: boolean;
  /** What the server asked for. */
  readonly retryAfterMs: number | null;
};

/** What is known when something was thrown. */
export type Circumstances = {
  /** Set once the head of the answer was there. */
  readonly status: number | null;
  readonly timedOut: boolean;
  readonly closed: boolean;
};

const TLS_CODE = /^(?:ERR_TLS|ERR_SSL|CERT_|CRL_|UNABLE_TO_|SELF_SIGNED|DEPTH_ZERO|HOSTNAME_MISMATCH|INVALID_|PATH_LENGTH|UND_ERR_PRX_TLS|EPROTO)/u;
const CONNECT_TIMEOUT = 'UND_ERR_CONNECT_TIMEOUT';

/** What a status that is no success means. */
export const codeOfStatus = (status: number): FailureCode => {
  switch (status) {
    case 401:
      return 'refused-key';
    case 403:
      return 'forbidden';
    case 404:
      return 'not-found';
    case 408:
      return 'timeout';
    case 429:
      return 'rate-limited';
    default:
      if (status >= 500) return 'server-error';
      return status < 400 ? 'redirect-refused' : 'bad-request';
  }
};

const hasCode = (error: unknown): error is Error & { readonly code: string } =>
  error instanceof Error && 'code' in error && typeof error.code === 'string';

/** The error's own code, or that of its cause. */
const errorCode = (error: unknown): string | null => {
  if (hasCode(error)) return error.code;
  return error instanceof Error && error.cause !== undefined ? errorCode(error.cause) : null;
};

/** The network library's own codes say little without their message. */
const errorDetail = (error: unknown, code: string | null): string => {
  const message = error instanceof Error ? error.message : 'unknown error';
  if (code === null) return message;
  return code.startsWith('UND_ERR') && message !== '' ? message : code;
};

/** What was thrown, as a refusal: worth another attempt unless it would only happen again. */
export const refusalOf = (error: unknown, { status, timedOut, closed }: Circumstances): Refusal => {
  const refusal = (code: FailureCode, detail: string, isWorthRetrying: boolean): Refusal => ({
    code,
    status,
    detail,
    isWorthRetrying,
    retryAfterMs: null,
  });
  if (closed) return refusal('network', 'the source was closed', false);
  if (error instanceof ReadError) return refusal(error.code, error.message, false);
  const code = errorCode(error);
  const detail = errorDetail(error, code);
  if (timedOut || code === CONNECT_TIMEOUT) return refusal('timeout', 'no complete answer in time', true);
  if (code !== null && TLS_CODE.test(code)) return refusal('tls', detail, false);
  return refusal(status === null ? 'network' : 'cut-off', detail, true);
};
