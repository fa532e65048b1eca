import type { StarterAnswers } from '../config/starter-sections.ts';
import { writeStarter, type Starter } from '../config/starter.ts';
import { UsageError } from '../errors.ts';
import { LOCALES } from '../messages/catalogue.ts';
import type { Shell } from './shell.ts';
import { cleanLine } from './terminal.ts';

export type Given = { readonly [Name in keyof StarterAnswers]: string | undefined };

/** The options, in the order in which they are asked for. */
export const INIT_OPTIONS: Readonly<Record<keyof StarterAnswers, string>> = {
  id: 'id',
  name: 'name',
  baseUrl: 'base-url',
  keyEnv: 'key-env',
  timezone: 'timezone',
};

const QUESTIONS: Readonly<Record<keyof StarterAnswers, string>> = {
  id: 'Short id of the tenant, for folders and the command line',
  name: 'Name of the tenant, for its reports',
  baseUrl: 'Base URL of its reporting API, as the VDC console shows it',
  keyEnv: 'Environment variable that holds its API key (the name, not the key)',
  timezone: 'Time zone of its reports',
};

const ORDER = ['id', 'name', 'baseUrl', 'keyEnv', 'timezone'] as const;

/** To be replaced: a reserved name, at which nothing can be. */
export const NO_ADDRESS = 'https://vdc-api.example/v1';

const machineZone = (): string => new Intl.DateTimeFormat().resolvedOptions().timeZone;

const envOf = (id: string): string => `${id.toUpperCase().replaceAll(/[^A-Z0-9]+/g, '_')}_VDC_KEY`.replace(/^(?=\d)/, 'TENANT_');

/** What nobody says follows from what was said. */
export const answersFrom = (given: Given): StarterAnswers => {
  const id = given.id ?? 'my-tenant';
  return {
    id,
    name: given.name ?? id,
    baseUrl: given.baseUrl ?? NO_ADDRESS,
    keyEnv: given.keyEnv ?? envOf(id),
    timezone: given.timezone ?? machineZone(),
  };
};

const check = (answers: StarterAnswers, folder: string): Starter => writeStarter(answers, folder, LOCALES);

const objectionTo = (answers: StarterAnswers, name: keyof StarterAnswers, folder: string): string | null => {
  const starter = check(answers, folder);
  return starter.ok ? null : (starter.wrong.find(({ answer }) => answer === name)?.text ?? null);
};

type Ask = NonNullable<Shell['world']['ask']>;

const noAnswer = (): UsageError =>
  new UsageError('no-answer', 'There was no answer, so nothing was written.', {
    hint: 'Answer the questions, or name everything as options; "vdc-report init --help" shows them.',
  });

/** One answer that is fit to be written; an empty one takes what is proposed. */
const askOne = async (name: keyof StarterAnswers, given: Given, folder: string, ask: Ask, shell: Shell): Promise<string> => {
  for (;;) {
    const proposed = answersFrom(given)[name];
    const answer = await ask(`${QUESTIONS[name]} [${cleanLine(proposed)}]: `, shell.signal);
    if (answer === null) throw noAnswer();
    const chosen = answer.trim() === '' ? proposed : answer.trim();
    const objection = objectionTo(answersFrom({ ...given, [name]: chosen }), name, folder);
    if (objection === null) return chosen;
    shell.complain(`  ${objection}.`);
  }
};

/** Everything that is not given is asked for, where somebody can answer. */
export const askForRest = async (given: Given, folder: string, shell: Shell): Promise<Given> => {
  const { ask } = shell.world;
  if (ask === null) return given;
  let known = given;
  for (const name of ORDER) if (known[name] === undefined) known = { ...known, [name]: await askOne(name, known, folder, ask, shell) };
  return known;
};

/** The text of the file. Throws UsageError that names each option with a wrong value. */
export const starterFor = (given: Given, folder: string): { readonly answers: StarterAnswers; readonly text: string } => {
  const answers = answersFrom(given);
  const starter = check(answers, folder);
  if (starter.ok) return { answers, text: starter.text };
  const lines = starter.wrong.map(({ answer, text }) => `--${INIT_OPTIONS[answer]}: ${text}.`);
  throw new UsageError('bad-option', lines.join('\n'), { hint: 'Nothing was written. "vdc-report init --help" shows what is expected.' });
};
