import { CONTROLS_VERSION, controlsOf, DEFAULT_FRAMEWORKS } from '../../src/model/control.ts';
import type { Report } from '../../src/model/report.ts';

/** What an auditor looks for, of a report without an exception. */
export const AUDIT: Pick<Report, 'exceptions' | 'register' | 'controls' | 'signOff'> = {
  exceptions: [],
  register: { total: 0, excused: 0, unanswered: 0, overdue: 0 },
  controls: { version: CONTROLS_VERSION, rows: controlsOf(DEFAULT_FRAMEWORKS).map((control) => ({ ...control })) },
  signOff: null,
};
