import { createHash } from 'node:crypto';
import { cssString } from '../escape.ts';
import { fallbackFaces } from '../fonts/fallback-faces.ts';
import { readRanges } from '../fonts/ranges.ts';
import { compileTemplate, templateText } from '../strict-templates.ts';
import type { Assets } from './assets.ts';
import { fontFaces } from './fonts.ts';

/** What stands below every printed page; the number of the page follows `right`. */
export type Margins = { readonly left: string; readonly right: string; readonly page: string; readonly of: string };

export type PageRequest = { readonly view: object; readonly locale: string; readonly margins: Margins; readonly paper: 'A4' | 'Letter' };

const rules = (text: string, { left, right, page, of }: Margins, paper: string): string =>
  text
    .replaceAll('{{paper}}', () => paper)
    .replaceAll('{{left}}', () => cssString(left))
    .replaceAll('{{rightFirst}}', () => cssString(right))
    .replaceAll('{{right}}', () => cssString(`${right} · ${page} `))
    .replaceAll('{{of}}', () => cssString(` ${of} `));

const policyFor = (style: string): string =>
  `default-src 'none'; style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'; font-src data:; base-uri 'none'; form-action 'none'`;

/** A page without script in the look of the report: the template of that name, and its style sheet after the report's. */
export const createPage = (assets: Assets, name: string): ((request: PageRequest) => Promise<string>) => {
  const page = compileTemplate(templateText(assets.templates, name), assets.partials);
  const css = `${templateText(assets.templates, 'report.css')}\n${templateText(assets.templates, `${name}.css`)}`;
  const print = templateText(assets.templates, 'print.css');
  const own = assets.fonts.filter(({ weight }) => weight === 400).map(({ range, base64 }) => ({ ranges: readRanges(range), base64 }));
  return async ({ view, locale, margins, paper }) => {
    const body = page({ ...view, style: '', csp: '' });
    const fallback = await fallbackFaces({ text: body, locale, own }, assets.library);
    const style = `${fontFaces(assets.fonts, fallback, body)}\n${css}\n${rules(print, margins, paper)}`;
    return page({ ...view, style, csp: policyFor(style) });
  };
};
