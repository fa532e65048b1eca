import type { Nearest } from './check-names.ts';
import { checkTemplate } from './check-template.ts';
import { MAIL_DATA } from './mail-data.ts';
import { PAGE_DATA } from './page-data.ts';
import type { Problem } from './problem.ts';

/** What makes the page safe, and its printing certain: a page of the operator's own has it, too. */
const KEPT: readonly (readonly [string, string])[] = [
  ['<meta charset="utf-8">', 'names the encoding'],
  ['<meta http-equiv="Content-Security-Policy" content="{{csp}}">', 'forbids everything from outside'],
  ['<meta name="vdc-report" content="{{sentinel}}">', 'lets the printer know its page'],
  ['<style>{{{style}}}</style>', 'holds the style sheets and fonts'],
];

const OWN_SCRIPT = '<script>{{{script}}}</script>';

/** Of print.css, which is no template of Handlebars. */
const PLACES = new Set(['{{paper}}', '{{left}}', '{{right}}', '{{rightFirst}}', '{{of}}']);

const lineAt = (text: string, at: number): number => text.slice(0, at).split('\n').length;

const each = (file: string, text: string, pattern: RegExp, said: (found: string) => string | null): readonly Problem[] =>
  [...text.matchAll(pattern)].flatMap((match) => {
    const problem = said(match[0]);
    return problem === null ? [] : [{ file, line: lineAt(text, match.index), text: problem }];
  });

const checkStyle = (file: string, text: string): readonly Problem[] => [
  ...each(file, text, /<\//g, () => 'a style sheet holds no markup'),
  ...each(file, text, /\{\{\w*\}\}/g, (found) => (file === 'print.css' && PLACES.has(found) ? null : `${found}: there is no such place`)),
];

const checkPage = (file: string, text: string): readonly Problem[] => {
  if (file !== 'report.hbs') return [];
  const policy = text.indexOf('Content-Security-Policy');
  const early = text.search(/<(?:body|script|style|link|img)\b/i);
  return [
    ...KEPT.filter(([line]) => !text.includes(line)).map(([line, why]) => ({ file, line: null, text: `it lacks ${line}, which ${why}` })),
    ...(policy > early && early !== -1 ? [{ file, line: lineAt(text, early), text: 'the policy must stand before it' }] : []),
  ];
};

const checkMarkup = (file: string, text: string): readonly Problem[] => [
  ...checkPage(file, text),
  ...each(file, file === 'report.hbs' ? text.replace(OWN_SCRIPT, '') : text, /<script\b/gi, () => 'a script of its own is not allowed, and would not run'),
];

/** Everything that is wrong with the operator's files. `all`: with those of the package that they do not replace. */
export const checkFiles = (own: ReadonlyMap<string, string>, all: ReadonlyMap<string, string>, nearest: Nearest): readonly Problem[] => {
  const markup = new Map([...all].filter(([file]) => file.endsWith('.hbs')));
  return [
    ...[...own].flatMap(([file, text]) => (file.endsWith('.css') ? checkStyle(file, text) : checkMarkup(file, text))),
    ...checkTemplate('report.hbs', markup, PAGE_DATA, nearest),
    ...checkTemplate('email.hbs', markup, MAIL_DATA, nearest),
  ];
};
