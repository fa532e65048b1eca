import type { Instant } from './instant.ts';

/** What a schedule makes due: the report of one tenant, at one instant. Each is made once, however many processes run. */
export type Appointment = {
  /** Its name. */
  readonly schedule: string;
  readonly tenantId: string;
  /** The scheduled one, from which the period follows; never when it really began. */
  readonly instant: Instant;
};

/** Tells any two apart. */
export const appointmentKey = ({ schedule, tenantId, instant }: Appointment): string => JSON.stringify([schedule, tenantId, instant]);
