import { SECOND } from '../model/instant.ts';
import type { Instant } from '../model/instant.ts';
import { JSON_TYPE, problem } from './answer.ts';
import type { Answer, Headers } from './answer.ts';
import type { AnswerFault, BrokenFault, RefusalFault, RetryHint } from './fault.ts';

const ELSEWHERE = 'https://elsewhere.example/v1/reports/backup-jobs';
const SERVER_ERRORS = { 500: 'Internal Server Error', 502: 'Bad Gateway', 503: 'Service Unavailable', 504: 'Gateway Timeout' } as const;
const SIGN_IN = '<!doctype html><html lang="en"><head><title>Sign in</title></head><body><h1>Sign in to continue</h1></body></html>\n';

const hintHeaders = ({ retryAfter, seconds = 1 }: RetryHint, now: Instant): Headers => {
  if (retryAfter === undefined || retryAfter === 'body') return {};
  return { 'Retry-After': retryAfter === 'date' ? new Date(now + seconds * SECOND).toUTCString() : String(retryAfter) };
};

const notNow = (status: number, message: string, hint: RetryHint, now: Instant): Answer => {
  const body = hint.retryAfter === 'body' ? { errors: [{ message, retryAfter: hint.seconds ?? 1 }] } : { title: message, status };
  return { kind: 'text', status, text: JSON.stringify(body), headers: hintHeaders(hint, now) };
};

const refuse = (fault: RefusalFault, now: Instant): Answer => {
  switch (fault.kind) {
    case 'unauthorized':
      return problem(401, 'Unauthorized', 'The API key is not valid.');
    case 'forbidden':
      return problem(403, 'Forbidden', 'The API key may not read this.');
    case 'not-found':
      return problem(404, 'Not Found', 'The job does not exist.');
    case 'too-many-requests':
      return notNow(429, 'Too Many Requests', fault, now);
    case 'server-error':
      return notNow(fault.status ?? 500, SERVER_ERRORS[fault.status ?? 500], fault, now);
    case 'redirect':
      return problem(302, 'Found', 'The service has moved.', { Location: fault.to ?? ELSEWHERE });
  }
};

/** The good text with blanks before its last bracket, in pieces of 64 kB, so that its size costs no memory here. */
function* padded(good: string, megabytes: number): Generator<string> {
  const blanks = ' '.repeat(64 * 1024);
  yield good.slice(0, -1);
  for (let piece = 0; piece < megabytes * 16; piece += 1) yield blanks;
  yield good.slice(-1);
}

const spoil = (fault: BrokenFault, good: string): Answer => {
  switch (fault.kind) {
    case 'hang':
      return { kind: 'silence' };
    case 'reset':
      return { kind: 'reset' };
    case 'stall':
      return { kind: 'half', text: good, then: 'silence' };
    case 'cut-body':
      return { kind: 'half', text: good, then: 'close' };
    case 'invalid-json':
      return { kind: 'text', status: 200, text: `${good.slice(0, -1)},}` };
    case 'html':
      return { kind: 'text', status: 200, text: SIGN_IN, headers: { 'Content-Type': 'text/html; charset=utf-8' } };
    case 'not-a-list':
      return { kind: 'text', status: 200, text: JSON.stringify({ message: 'Reports are being prepared.' }) };
    case 'huge-body':
      return { kind: 'stream', chunks: padded(good, fault.megabytes ?? 80), headers: { 'Content-Type': JSON_TYPE }, compress: true };
  }
};

const isRefusal = (fault: AnswerFault): fault is RefusalFault =>
  ['unauthorized', 'forbidden', 'not-found', 'too-many-requests', 'server-error', 'redirect'].includes(fault.kind);

/** What `fault` makes of a request; `good` is the JSON text that would have been the answer. */
export const misbehave = (fault: AnswerFault, good: string, now: Instant): Answer => (isRefusal(fault) ? refuse(fault, now) : spoil(fault, good));
