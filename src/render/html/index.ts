import { createHash } from 'node:crypto';
import type { Branding } from '../../model/branding.ts';
import type { Report } from '../../model/report.ts';
import { cssString } from '../escape.ts';
import { fallbackFaces } from '../fonts/fallback-faces.ts';
import { readRanges } from '../fonts/ranges.ts';
import { compileTemplate, templateText } from '../strict-templates.ts';
import type { Assets } from './assets.ts';
import { fontFaces } from './fonts.ts';
import { brandStyle } from './view/brand.ts';
import { reportView, type View } from './view/index.ts';

export type HtmlOptions = {
  readonly paper: 'A4' | 'Letter';
  /** None: the look of the program. */
  readonly branding?: Branding | undefined;
};

export type HtmlRenderer = (report: Report, options: HtmlOptions) => Promise<string>;

/** Texts become CSS string literals: a name can end neither the literal nor the style element. */
const pageRules = (text: string, view: View, { paper }: HtmlOptions): string =>
  text
    .replaceAll('{{paper}}', () => paper)
    .replaceAll('{{left}}', () => cssString([view.footer.left, view.brand.footer].filter((line) => line !== '').join('\n')))
    .replaceAll('{{rightFirst}}', () => cssString(view.footer.right))
    .replaceAll('{{right}}', () => cssString(`${view.footer.right} · ${view.l.page} `))
    .replaceAll('{{of}}', () => cssString(` ${view.l.of} `));

const hashOf = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

/** Nothing may be fetched or framed; the one style element and the one script are named by their hashes. */
const policyFor = (style: string, script: string): string =>
  `default-src 'none'; style-src ${hashOf(style)}; script-src ${hashOf(script)}; font-src data:; img-src data:; base-uri 'none'; form-action 'none'`;

/** Compiles the templates once. Strict: a name that the data lacks is an error, never a blank. */
export const createHtmlRenderer = (assets: Assets): HtmlRenderer => {
  const page = compileTemplate(templateText(assets.templates, 'report'), assets.partials);
  const css = templateText(assets.templates, 'report.css');
  const script = templateText(assets.templates, 'report.js');
  const print = templateText(assets.templates, 'print.css');
  const own = assets.fonts.filter(({ weight }) => weight === 400).map(({ range, base64 }) => ({ ranges: readRanges(range), base64 }));
  return async (report, options) => {
    const view = reportView(report, options.branding);
    // Whatever is written on a logo needs no letters of ours.
    const body = page({ ...view, brand: { ...view.brand, logo: null }, style: '', csp: '', script: '' });
    const fallback = await fallbackFaces({ text: body, locale: report.locale, own }, assets.library);
    const style = `${fontFaces(assets.fonts, fallback, body)}
${css}
${pageRules(print, view, options)}${brandStyle(options.branding)}`;
    return page({ ...view, style, csp: policyFor(style, script), script });
  };
};
