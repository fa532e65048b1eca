/** Milliseconds to the seconds of report.json. */
export const toSeconds = (milliseconds: number): number => milliseconds / 1000;

export const toSecondsOrNull = (milliseconds: number | null): number | null => (milliseconds === null ? null : milliseconds / 1000);

export const difference = (now: number | null, before: number | null): number | null => (now === null || before === null ? null : now - before);
