import { flag } from './option-kinds.ts';
import type { Voice } from './shell.ts';

/** Every command that does something understands these. */
export const VOICE_OPTIONS = {
  json: flag('Print one JSON summary to stdout'),
  quiet: flag('Print results and errors only'),
  verbose: flag('Print more about errors'),
} as const;

/** As yargs hands it over: what is not asked for is not there. */
export type WrittenVoice = { readonly [Name in keyof Voice]?: boolean | undefined };

export const voiceOf = ({ json = false, quiet = false, verbose = false }: WrittenVoice): Voice => ({ json, quiet, verbose });
