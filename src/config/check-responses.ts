import { z } from 'zod';
import { EXCEPTION_CODES, EXCEPTION_ID, type ResponseInput } from '../model/exception.ts';
import { MINUTE } from '../model/instant.ts';
import { onePerPlace, placeOf } from './check-config.ts';
import { explainIssue } from './explain-issue.ts';
import type { Misfit, Mistake } from './mistake.ts';
import { parseInstant } from './read-instant.ts';
import { isRelativePeriod, readPeriod } from './period.ts';
import { readSourceText } from './source-text.ts';
import * as kind from './written-kinds.ts';

const DATE = 'a date, such as 2026-11-15';

const isDate = (written: string): boolean => z.iso.date().safeParse(written).success;

const date = () => kind.text(DATE).refine(isDate, { error: DATE });

/** A file of responses, as written. Every key is described here, once. */
const response = kind.mapping(
  {
    exception: kind.fitting(EXCEPTION_ID, 'an id such as EX-3f9a1c07').optional().describe('Id of the exception, as the register prints it.'),
    tenant: kind.text('a tenant id').optional().describe('Whose exception it is; required where several tenants share the file.'),
    job: kind.text('a job name or id').optional().describe('Name or id of the job, in full. Left out: the tenant as a whole.'),
    code: kind.choice(EXCEPTION_CODES).optional().describe('Code of the exception; beside from or period, instead of exception.'),
    from: kind.instant().optional().describe('When the exception begins, to the minute, as the register prints it.'),
    period: kind.text('a period such as 2026-10').optional().describe('All exceptions of this job and code in the report of this period.'),
    owner: kind.text('a name').describe('Who takes care of it.'),
    cause: kind.text('a sentence').describe('Why it happened.'),
    ticket: kind.text('a ticket').optional().describe('Where the work is followed.'),
    due: date().optional().describe('Until when it is to be done. After that day it is overdue.'),
    done: date().optional().describe('When it was done.'),
  },
  'a response with exception (or job, code and from), owner and cause',
);

export const responsesSchema = kind.mapping(
  { responses: kind.list(response, 'a list of responses').describe('In any order, of all periods.') },
  'a mapping with responses',
);

type Written = z.infer<typeof response>;

export type ResponsesContext = {
  /** The tenants whose responses stand in the file, with their zones. */
  readonly tenants: readonly { readonly id: string; readonly timezone: string }[];
};

export type CheckedResponses =
  | { readonly ok: true; readonly responses: ReadonlyMap<string, readonly ResponseInput[]> }
  | { readonly ok: false; readonly mistakes: readonly Mistake[] };

/** Any period that can have begun. */
const LATE = Date.UTC(9999, 0);

/** The key of a period that stays the same as time goes on; null: it is none. */
const periodKey = (written: string): string | null => {
  if (isRelativePeriod(written)) return null;
  try {
    return readPeriod(written, { timezone: 'UTC', now: LATE }).key;
  } catch {
    return null;
  }
};

/** What a mapping alone cannot say: what names an exception, and whose it is. */
const namingRules = (each: Written, index: number, { tenants }: ResponsesContext): Misfit[] => {
  const at = (key: string, text: string, place: Misfit['at'] = 'value'): Misfit => ({ path: ['responses', index, key], at: place, text });
  const { exception, tenant, job, code, from, period } = each;
  const found: Misfit[] = [];
  if (tenant === undefined && tenants.length > 1)
    found.push(at('tenant', `missing; expected one of ${tenants.map(({ id }) => id).join(', ')}, which share this file`));
  if (tenant !== undefined && !tenants.some(({ id }) => id === tenant))
    found.push(at('tenant', `found ${JSON.stringify(tenant)}; expected one of ${tenants.map(({ id }) => id).join(', ')}`));
  if (exception !== undefined) {
    for (const key of ['job', 'code', 'from', 'period'] as const)
      if (each[key] !== undefined) found.push(at(key, 'stands beside exception, which already names it; remove one of the two', 'key'));
    return found;
  }
  if (code === undefined) found.push(at(job === undefined ? 'exception' : 'code', 'missing; expected exception, or code with from or period'));
  else if ((from === undefined) === (period === undefined)) found.push(at('from', 'expected either from or period beside code'));
  if (period !== undefined && periodKey(period) === null)
    found.push(at('period', `found ${JSON.stringify(period)}; expected a period such as 2026-10, 2026-W44 or 2026-Q3`));
  return found;
};

/** Which exception of whom a response names; null: none that can be told. A file of one tenant is about that one, named or not. */
const named = ({ exception, tenant, job, code, from, period }: Written, { tenants }: ResponsesContext): string | null => {
  const owner = tenants.find(({ id }) => id === (tenant ?? tenants[0]?.id));
  if (owner === undefined) return null;
  if (exception !== undefined) return JSON.stringify([owner.id, exception]);
  const begins = from === undefined ? null : parseInstant(from, owner.timezone);
  const spanned = period === undefined ? null : periodKey(period);
  const when = begins === null ? spanned : Math.floor(begins / MINUTE);
  return code === undefined || when === null ? null : JSON.stringify([owner.id, job ?? null, code, when]);
};

const repeated = (written: readonly Written[], context: ResponsesContext): Misfit[] => {
  const names = written.map((each) => named(each, context));
  return written.flatMap(({ exception, code }, index): Misfit[] => {
    if (names[index] === null || names.indexOf(names[index] ?? '') === index) return [];
    const [key, value] = exception === undefined ? ['code', code] : ['exception', exception];
    return [{ path: ['responses', index, key], at: 'value', text: `found ${JSON.stringify(value)} a second time; each exception has one response` }];
  });
};

const read = (written: Written, timezone: string): ResponseInput => ({
  exception: written.exception ?? null,
  job: written.job ?? null,
  code: written.code ?? null,
  from: written.from === undefined ? null : parseInstant(written.from, timezone),
  period: written.period === undefined ? null : periodKey(written.period),
  owner: written.owner,
  cause: written.cause,
  ticket: written.ticket ?? null,
  due: written.due ?? null,
  done: written.done ?? null,
});

const byTenant = (written: readonly Written[], { tenants }: ResponsesContext): ReadonlyMap<string, readonly ResponseInput[]> =>
  new Map(tenants.map(({ id, timezone }) => [id, written.filter((each) => (each.tenant ?? id) === id).map((each) => read(each, timezone))]));

/** Reads a file of responses and finds every mistake in it. Touches nothing but the text. */
export const checkResponses = (text: string, context: ResponsesContext): CheckedResponses => {
  const source = readSourceText(text);
  if (source.problems.length > 0) return { ok: false, mistakes: source.problems.map((problem) => ({ ...problem, path: [] })) };
  const parsed = responsesSchema.safeParse(source.value ?? null);
  const misfits = parsed.success
    ? [...parsed.data.responses.flatMap((each, index) => namingRules(each, index, context)), ...repeated(parsed.data.responses, context)]
    : parsed.error.issues.flatMap((issue) => explainIssue(issue, source.value ?? null, responsesSchema));
  if (!parsed.success || misfits.length > 0) return { ok: false, mistakes: onePerPlace(misfits).map((misfit) => placeOf(source, misfit)) };
  return { ok: true, responses: byTenant(parsed.data.responses, context) };
};
