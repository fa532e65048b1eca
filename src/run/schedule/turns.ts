import { appointmentKey } from '../../model/scheduled.ts';
import type { Due } from '../../schedule/due.ts';

export type Turns = {
  /** All that is due by now, in its order: takes the place of what was offered before and has not begun. */
  readonly offer: (due: readonly Due[]) => void;
  /** Resolves when nothing runs and nothing waits. */
  readonly idle: () => Promise<void>;
  readonly running: () => number;
};

/** Keeps at most `atOnce` appointments at a time, of each tenant one. `keep` must not reject. */
export const createTurns = (atOnce: number, keep: (due: Due) => Promise<void>): Turns => {
  const running = new Map<string, string>();
  let waiting: readonly Due[] = [];
  let told: (() => void)[] = [];
  const tellIdle = (): void => {
    if (running.size > 0 || waiting.length > 0) return;
    told.forEach((tell) => tell());
    told = [];
  };
  const begin = (due: Due): void => {
    waiting = waiting.filter((each) => each !== due);
    running.set(due.tenantId, appointmentKey(due));
    void keep(due).then(() => {
      running.delete(due.tenantId);
      fill();
    });
  };
  const fill = (): void => {
    while (running.size < atOnce) {
      const next = waiting.find(({ tenantId }) => !running.has(tenantId));
      if (next === undefined) break;
      begin(next);
    }
    tellIdle();
  };
  return {
    offer: (due) => {
      waiting = due.filter((each) => running.get(each.tenantId) !== appointmentKey(each));
      fill();
    },
    idle: () =>
      new Promise((done) => {
        told.push(done);
        tellIdle();
      }),
    running: () => running.size,
  };
};
