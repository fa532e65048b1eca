import type { Agenda, AppointmentEntry, LastKept } from '../../agenda.ts';
import type { ArchiveDatabase } from '../tables.ts';
import { claimAppointment } from './claim.ts';
import { followSchedules } from './follow.ts';

/** How the archive's own calls are made: `reading` and `writing` explain errors, and the latter checks the file before. */
type Access = {
  readonly reading: <Result>(work: () => Promise<Result>) => Promise<Result>;
  readonly writing: <Result>(work: () => Promise<Result>) => Promise<Result>;
};

const listAppointments = (db: ArchiveDatabase, from: number): Promise<readonly AppointmentEntry[]> =>
  db
    .selectFrom('appointment')
    .innerJoin('tenant', 'tenant.id', 'appointment.tenant_id')
    .select([
      'schedule',
      'tenant.name as tenantId',
      'instant',
      'period_key as periodKey',
      'state',
      'attempts',
      'began_at as beganAt',
      'ended_at as endedAt',
      'next_attempt_at as nextAttemptAt',
      'claim as owner',
      'claimed_until as claimedUntil',
      'code',
    ])
    .where('instant', '>=', from)
    .execute();

const lastKept = async (db: ArchiveDatabase): Promise<readonly LastKept[]> => {
  const last = db
    .selectFrom('appointment')
    .select(({ fn }) => ['tenant_id', 'schedule', fn.max('ended_at').as('ended_at')])
    .where('state', '=', 'done')
    .groupBy(['tenant_id', 'schedule']);
  const rows = await db
    .selectFrom(last.as('last'))
    .innerJoin('appointment', (join) =>
      join
        .onRef('appointment.tenant_id', '=', 'last.tenant_id')
        .onRef('appointment.schedule', '=', 'last.schedule')
        .onRef('appointment.ended_at', '=', 'last.ended_at')
        .on('appointment.state', '=', 'done'),
    )
    .innerJoin('tenant', 'tenant.id', 'appointment.tenant_id')
    .select(({ fn }) => [
      'appointment.schedule as schedule',
      'tenant.name as tenantId',
      'appointment.ended_at as endedAt',
      fn.max('appointment.began_at').as('beganAt'),
    ])
    .groupBy(['appointment.schedule', 'tenant.name', 'appointment.ended_at'])
    .execute();
  return rows.flatMap(({ endedAt, ...row }) => (endedAt === null ? [] : [{ ...row, endedAt }]));
};

/** The agenda over any database that has the tables. */
export const createAgenda = (db: ArchiveDatabase, { reading, writing }: Access): Agenda => ({
  follow: (following, now) => writing(() => followSchedules(db, following, now)),
  list: (from) => reading(() => listAppointments(db, from)),
  lastKept: () => reading(() => lastKept(db)),
  claim: async (request) => {
    const claimed = await writing(() => claimAppointment(db, request));
    if (claimed === null) return null;
    const { renew, finish } = claimed;
    return { ...claimed, renew: (until) => writing(() => renew(until)), finish: (end) => writing(() => finish(end)) };
  },
});
