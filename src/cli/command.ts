import type { Argv } from 'yargs';
import type { Action } from './shell.ts';
import type { WrittenVoice } from './voice-options.ts';

/** The command line names one action and how loud it is; it is carried out once the whole line has been read. */
export type Choose = (voice: WrittenVoice, action: Action) => void;

export type Command = {
  readonly name: string;
  /** Without dashes; for "did you mean". */
  readonly options: readonly string[];
  readonly register: (yargs: Argv, choose: Choose) => Argv;
};
