import { de } from './de/index.ts';
import { en } from './en/index.ts';
import { createFormat, type Format } from './format.ts';
import type { Messages } from './messages.ts';

/** Another language is a folder with its words, and its name here. */
const CATALOGUES = { en, de } satisfies Record<string, Messages>;

export type LocaleName = keyof typeof CATALOGUES;

export const LOCALES = Object.keys(CATALOGUES);

const isLocale = (locale: string): locale is LocaleName => Object.hasOwn(CATALOGUES, locale);

/** Unknown locales are refused by the configuration; a report made elsewhere falls back to English. */
export const messagesFor = (locale: string): Messages => CATALOGUES[isLocale(locale) ? locale : 'en'];

/** The words and formats for one report. */
export type Wording = { readonly m: Messages; readonly f: Format };

export const wordingFor = (locale: string, zone: string): Wording => {
  const m = messagesFor(locale);
  return { m, f: createFormat(m.formatLocale, zone) };
};
