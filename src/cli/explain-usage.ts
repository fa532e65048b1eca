import { nearest } from '../config/nearest.ts';
import { UsageError } from '../errors.ts';
import type { Command } from './command.ts';

const GLOBAL_OPTIONS = ['help', 'version'];

const meantWords = (meant: string | null, prefix = ''): string => (meant === null ? '' : ` Did you mean ${prefix}${meant}?`);

const withoutValue = (word: string): string => (word.startsWith('-') ? word.replace(/=.*$/s, '') : word);

/** As typed: yargs names an unknown option in several spellings and without its dashes. */
const typed = (name: string, argv: readonly string[]): string | null =>
  argv.map(withoutValue).find((word) => [name, `-${name}`, `--${name}`].includes(word)) ?? null;

const unknownOption = (word: string, command: Command | undefined): string => {
  const meant = nearest(word.replace(/^-+/, ''), [...(command?.options ?? []), ...GLOBAL_OPTIONS]);
  return `Unknown option ${word}.${meantWords(meant, '--')}`;
};

const unknownWord = (word: string, command: Command | undefined, commands: readonly string[]): string =>
  command === undefined
    ? `Unknown command ${JSON.stringify(word)}.${meantWords(nearest(word, commands))}`
    : `${command.name} expects no ${JSON.stringify(word)}.`;

/** The sentence for a command line that yargs refused. */
export const explainUsage = (message: string, argv: readonly string[], commands: readonly Command[]): UsageError => {
  const names = [...commands.map(({ name }) => name), 'completion'];
  const command = commands.find(({ name }) => argv.find((word) => !word.startsWith('-')) === name);
  const unknown = /^Unknown (?:arguments?|commands?): (.*)$/s.exec(message)?.[1]?.split(', ') ?? [];
  const words = [...new Set(unknown.map((name) => typed(name, argv)).filter((word) => word !== null))];
  const sentences = words.map((word) => (word.startsWith('-') ? unknownOption(word, command) : unknownWord(word, command, names)));
  const wanting = /^Not enough arguments following: (.*)$/s.exec(message)?.[1];
  const text = sentences.length > 0 ? sentences.join('\n') : wanting === undefined ? message : `--${wanting} needs a value.`;
  return new UsageError('bad-usage', text, { hint: `"vdc-report ${command === undefined ? '' : `${command.name} `}--help" shows what there is.` });
};
