import { createInterface } from 'node:readline';
import type { World } from './world.ts';

type Streams = { readonly input: NodeJS.ReadableStream; readonly output: NodeJS.WritableStream };

/** Asks on a terminal, whose own line editing is left on, so that an interruption is a signal as always. */
export const askOn =
  ({ input, output }: Streams): NonNullable<World['ask']> =>
  (question, signal) =>
    new Promise((resolve, reject) => {
      const lines = createInterface({ input, output, terminal: false });
      const stop = (): void => {
        reject(signal.reason instanceof Error ? signal.reason : new Error('interrupted'));
        lines.close();
      };
      lines.once('line', (line) => {
        resolve(line);
        lines.close();
      });
      lines.once('close', () => {
        signal.removeEventListener('abort', stop);
        resolve(null);
      });
      if (signal.aborted) stop();
      else {
        signal.addEventListener('abort', stop, { once: true });
        output.write(question);
      }
    });
