import { checkConfig } from './check-config.ts';
import { starterSections, type StarterAnswers, type StarterSection } from './starter-sections.ts';

const WIDTH = 78;

const proseLines = (text: string): readonly string[] => {
  const lines = ['#'];
  for (const word of text.split(' ')) {
    const last = lines.at(-1) ?? '';
    if (last !== '#' && last.length + word.length >= WIDTH) lines.push(`# ${word}`);
    else lines[lines.length - 1] = `${last} ${word}`;
  }
  return lines;
};

/** Without its `#` each line of a part that is switched off stands where it belongs. */
const sectionText = ({ prose, yaml, active }: StarterSection): string => {
  const lines = yaml === '' ? [] : yaml.split('\n');
  return [...prose.flatMap(proseLines), ...lines.map((line) => (active ? line : `#${line}`))].join('\n');
};

/** A configuration file of these parts. */
export const starterText = (sections: readonly StarterSection[]): string => `${sections.map(sectionText).join('\n\n')}\n`;

/** Where an answer stands in the file. */
const PLACES: Readonly<Record<string, keyof StarterAnswers>> = {
  timezone: 'timezone',
  'tenants.0.id': 'id',
  'tenants.0.name': 'name',
  'tenants.0.baseUrl': 'baseUrl',
  'tenants.0.apiKey': 'keyEnv',
  'tenants.0.apiKey.env': 'keyEnv',
};

/** A commented configuration that is valid, or what is wrong with which answer. */
export type Starter =
  | { readonly ok: true; readonly text: string }
  | { readonly ok: false; readonly wrong: readonly { readonly answer: keyof StarterAnswers; readonly text: string }[] };

/** What it writes is checked as every configuration is. */
export const writeStarter = (answers: StarterAnswers, folder: string, locales: readonly string[]): Starter => {
  const text = starterText(starterSections(answers));
  const checked = checkConfig(text, { folder, locales });
  if (checked.ok) return { ok: true, text };
  const wrong = checked.mistakes.map(({ path, text: words }) => {
    const answer = PLACES[path.join('.')];
    if (answer === undefined) throw new Error(`the starter configuration is wrong at ${path.join('.')}: ${words}`);
    return { answer, text: words };
  });
  return { ok: false, wrong };
};
