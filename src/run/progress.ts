import type { CollectEvent } from '../collect/event.ts';
import type { RunEvent, Stage } from './contract.ts';

/** Tells how far one tenant is. */
export type Watch = {
  readonly stage: (stage: Stage) => void;
  readonly progress: (what: string, done: number, total: number) => void;
  readonly note: (text: string) => void;
};

export const watchFor = (tenantId: string, onEvent: (event: RunEvent) => void): Watch => ({
  stage: (stage) => onEvent({ kind: 'stage', tenantId, stage }),
  progress: (what, done, total) => onEvent({ kind: 'progress', tenantId, what, done, total }),
  note: (text) => onEvent({ kind: 'note', tenantId, text }),
});

/** Turns what the collector tells into counts a reader can follow. Failures are in the report; here they only pass by. */
export const watchCollection =
  ({ progress }: Watch) =>
  (event: CollectEvent): void => {
    if (event.kind === 'job-read') progress('jobs read', event.done, event.total);
    if (event.kind === 'log-read') progress('logs read', event.done, event.total);
  };
