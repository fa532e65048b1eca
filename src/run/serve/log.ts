import { pino } from 'pino';
import { UserError } from '../../errors.ts';
import { toIso, type Instant } from '../../model/instant.ts';
import type { Due } from '../../schedule/due.ts';
import type { RunEvent } from '../contract.ts';
import type { Kept } from '../schedule/keep.ts';
import type { ServiceEvent } from '../schedule/service.ts';

export const LOG_LEVELS = ['debug', 'info', 'warn'] as const;

export type LogOptions = {
  readonly level: (typeof LOG_LEVELS)[number];
  readonly now: () => Instant;
  /** Takes a line, without its end. */
  readonly write: (line: string) => void;
};

export type Log = {
  readonly info: (event: string, facts?: Readonly<Record<string, unknown>>) => void;
  readonly failed: (event: string, error: unknown) => void;
  readonly service: (event: ServiceEvent) => void;
};

const aboutDue = ({ schedule, tenantId, instant, period }: Due) => ({ schedule, tenant: tenantId, instant: toIso(instant), period: period.key });

/** Of what a report says nothing is logged, nor why anything in it is missing: that stands in the report, and goes to the operators. */
const aboutKept = ({ due, attempt, state, nextAttemptAt, beganAt, endedAt, outcome }: Kept) => ({
  ...aboutDue(due),
  state,
  attempt,
  seconds: (endedAt - beganAt) / 1000,
  delivery: outcome?.delivery ?? null,
  missing: outcome?.missing.length ?? null,
  error: outcome?.error?.code ?? null,
  ...(nextAttemptAt === null ? {} : { nextAttemptAt: toIso(nextAttemptAt) }),
});

const aboutError = (error: unknown) => {
  if (error instanceof UserError) return { code: error.code, error: error.message, hint: error.hint };
  return error instanceof Error ? { code: 'bug', error: error.message, stack: error.stack } : { code: 'bug', error: String(error) };
};

/** A line of JSON for each thing that happened, for whatever gathers logs. Of tenants it tells nothing but their ids. */
export const createLog = ({ level, now, write }: LogOptions): Log => {
  const logger = pino(
    {
      level,
      base: null,
      timestamp: () => `,"time":"${toIso(now())}"`,
      formatters: { level: (label) => ({ level: label }) },
      messageKey: 'event',
    },
    { write: (line) => write(line.trimEnd()) },
  );
  const run = (event: RunEvent): void => {
    if (event.kind === 'stage') logger.debug({ tenant: event.tenantId, stage: event.stage }, 'stage');
    // A note about a tenant may name what is the tenant's; one about the program does not.
    if (event.kind === 'note' && event.tenantId === null) logger.info({ note: event.text }, 'note');
  };
  const kept = (one: Kept): void => {
    const facts = aboutKept(one);
    if (one.state === 'done') logger.info(facts, facts.missing === 0 ? 'report made' : 'report made, something is missing');
    else logger[one.state === 'failed' ? 'error' : 'warn'](facts, one.state === 'failed' ? 'report given up' : 'report put off');
    if (one.bug !== null) logger.error(aboutError(one.bug), 'bug');
  };
  return {
    info: (event, facts = {}) => logger.info(facts, event),
    failed: (event, error) => logger.error(aboutError(error), event),
    service: (event) => {
      if (event.kind === 'begun') logger.info(aboutDue(event.due), 'report begun');
      if (event.kind === 'passed') logger.debug(aboutDue(event.due), 'another process has it');
      if (event.kind === 'kept') kept(event.kept);
      if (event.kind === 'rounded-up') {
        const { schedule, period } = event.due;
        logger.info({ schedule, period: period.key, missing: event.missing.length }, 'portfolio written');
      }
      if (event.kind === 'mail') logger.warn('a mail did not arrive, or may not have: see send --list');
      if (event.kind === 'broken') logger.error(aboutError(event.error), 'failed');
      if (event.kind === 'run') run(event.event);
    },
  };
};
