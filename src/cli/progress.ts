import type { RunEvent, Stage } from '../run/contract.ts';
import type { Shell } from './shell.ts';
import { cleanLine, cut } from './terminal.ts';

const STAGES: Readonly<Record<Stage, string>> = {
  collect: 'collecting',
  analyze: 'analysing',
  render: 'writing the report',
  pdf: 'printing the PDF',
  deliver: 'sending mail',
};

export type Progress = { readonly onEvent: (event: RunEvent) => void; readonly end: () => void };

const CLEAR = '\r\u001b[2K';

const words = (event: RunEvent): string => {
  switch (event.kind) {
    case 'stage':
      return `${event.tenantId}: ${STAGES[event.stage]}`;
    case 'progress':
      return `${event.tenantId}: ${event.what} ${event.done}/${event.total}`;
    case 'note':
      return `${event.tenantId ?? 'Note'}: ${event.text}`;
  }
};

/** One line that is written anew; notes stay above it. */
const onTerminal = ({ world, tell }: Shell): Progress => {
  const { stderr } = world;
  const onEvent = (event: RunEvent): void => {
    stderr.write(CLEAR);
    if (event.kind === 'note') tell(cleanLine(words(event)));
    else stderr.write(cut(cleanLine(words(event)), Math.max(10, stderr.columns - 1)));
  };
  return { onEvent, end: () => stderr.write(CLEAR) };
};

/** For logs: a line for each stage and note, none for each request. */
const inLines = ({ tell }: Shell): Progress => ({
  onEvent: (event) => (event.kind === 'progress' ? undefined : tell(cleanLine(words(event)))),
  end: () => undefined,
});

const silent: Progress = { onEvent: () => undefined, end: () => undefined };

export const createProgress = (shell: Shell): Progress => {
  if (shell.voice.quiet) return silent;
  return shell.world.stderr.isTTY && shell.world.env['TERM'] !== 'dumb' ? onTerminal(shell) : inLines(shell);
};
