import { z } from 'zod';
import { instantText } from './instant-text.ts';

/** What stands in the exception register: each is also the code of a finding, but for `not-evaluable`. */
export const EXCEPTION_CODES = [
  'job-list-not-collected',
  'records-unreadable',
  'not-evaluable',
  'never-protected',
  'rpo-gap',
  'rpo-not-achievable',
  'runs-failed',
  'success-target-missed',
] as const;
export type ExceptionCode = (typeof EXCEPTION_CODES)[number];

export const isExceptionCode = (code: string): code is ExceptionCode => EXCEPTION_CODES.some((known) => known === code);

/** As printed: `EX-` and eight hexadecimal digits. */
export const EXCEPTION_ID = /^EX-[0-9a-f]{8}$/;

const date = z.iso.date();

/** What somebody says to an exception. It is named by its id, or by job and code with either its beginning or its period. */
export const responseInput = z.strictObject({
  exception: z.string().nullable(),
  job: z.string().nullable().describe('name or id; null beside a code: the tenant as a whole'),
  code: z.enum(EXCEPTION_CODES).nullable(),
  from: instantText.nullable().describe('to the minute'),
  period: z.string().nullable().describe('the key of a period'),
  owner: z.string(),
  cause: z.string(),
  ticket: z.string().nullable(),
  due: date.nullable(),
  done: date.nullable(),
});

export type ResponseInput = z.output<typeof responseInput>;
