import { createHash } from 'node:crypto';
import Handlebars from 'handlebars';
import type { Report } from '../../model/report.ts';
import { cssString } from '../escape.ts';
import type { Assets } from './assets.ts';
import { fontFaces } from './fonts.ts';
import { reportView, type View } from './view/index.ts';

export type HtmlOptions = { readonly paper: 'A4' | 'Letter' };

export type HtmlRenderer = (report: Report, options: HtmlOptions) => string;

const template = (assets: Assets, name: string): string => {
  const text = assets.templates.get(name);
  if (text === undefined) throw new Error(`The template ${name} is missing from the package`);
  return text;
};

/** Texts become CSS string literals: a name can end neither the literal nor the style element. */
const pageRules = (text: string, view: View, { paper }: HtmlOptions): string =>
  text
    .replaceAll('{{paper}}', () => paper)
    .replaceAll('{{left}}', () => cssString(view.footer.left))
    .replaceAll('{{middle}}', () => cssString(view.footer.middle))
    .replaceAll('{{page}}', () => cssString(`${view.l.page} `))
    .replaceAll('{{of}}', () => cssString(` ${view.l.of} `));

/** Nothing may be fetched, run or framed; the one style element is named by its hash. */
const policyFor = (style: string): string =>
  `default-src 'none'; style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'; font-src data:; img-src data:; base-uri 'none'; form-action 'none'`;

/** Strict mode looks at what is shown, not at what is asked: these ask. */
const ASKING = ['if', 'unless', 'each', 'with'] as const;

/** A question about a value that the data lacks is as much an error as showing it. */
const refuseMissing = (handlebars: typeof Handlebars): void => {
  for (const name of ASKING) {
    const helper = handlebars.helpers[name];
    if (helper === undefined) throw new Error(`Handlebars has no helper ${name}`);
    handlebars.registerHelper(name, function (this: unknown, value: unknown, options: Handlebars.HelperOptions): unknown {
      if (value === undefined) throw new Error(`A template asks for something that the data lacks: #${name}`);
      return helper.call(this, value, options);
    });
  }
};

/** Compiles the templates once. Strict: a name that the data lacks is an error, never a blank. */
export const createHtmlRenderer = (assets: Assets): HtmlRenderer => {
  const handlebars = Handlebars.create();
  refuseMissing(handlebars);
  for (const [name, text] of assets.partials) handlebars.registerPartial(name, text.trim());
  const page = handlebars.compile(template(assets, 'report'), { strict: true, preventIndent: true });
  const css = template(assets, 'report.css');
  const print = template(assets, 'print.css');
  return (report, options) => {
    const view = reportView(report);
    const body = page({ ...view, style: '', csp: '' });
    const style = `${fontFaces(assets.fonts, body)}\n${css}\n${pageRules(print, view, options)}`;
    return page({ ...view, style, csp: policyFor(style) });
  };
};
