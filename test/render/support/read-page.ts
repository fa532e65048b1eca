import { decodeText } from './scan-html.ts';

/** An element of a page, or a text in it. */
export type Element = {
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: readonly (Element | string)[];
};

type Open = Element & { readonly children: (Element | string)[] };

const EMPTY = new Set(['meta', 'path', 'img', 'br', 'link', 'input']);
const PIECE = /<(\/?)([a-z][a-z0-9]*)((?:\s+[a-z-]+(?:="[^"]*")?)*)\s*\/?>|([^<]+)/gi;
const ATTRIBUTE = /([^\s=>"'/]+)(?:="([^"]*)")?/g;

/** The body of one of our pages, which close what they open and write every attribute in double quotes. */
export const readPage = (html: string): Element => {
  const root: Open = { name: 'page', attributes: new Map(), children: [] };
  const open = [root];
  const body = html.slice(html.indexOf('<body')).replace(/<script>[^]*?<\/script>/, '');
  for (const [, slash, name = '', attributes = '', text] of body.matchAll(PIECE)) {
    const top = open.at(-1) ?? root;
    if (text !== undefined) top.children.push(decodeText(text));
    else if (slash === '/') open.pop();
    else {
      const found = [...attributes.matchAll(ATTRIBUTE)].map(([, key = '', value = '']) => [key, decodeText(value)] as const);
      const element: Open = { name: name.toLowerCase(), attributes: new Map(found), children: [] };
      top.children.push(element);
      if (!EMPTY.has(element.name)) open.push(element);
    }
  }
  return root;
};

export const attribute = ({ attributes }: Element, name: string): string => attributes.get(name) ?? '';

export const hasClass = (element: Element, name: string): boolean => attribute(element, 'class').split(' ').includes(name);

/** Everything below an element that fits, in the order of the page. */
export const all = (element: Element, fits: (element: Element) => boolean): Element[] =>
  element.children.flatMap((child) => (typeof child === 'string' ? [] : [...(fits(child) ? [child] : []), ...all(child, fits)]));

export const named =
  (name: string, ...classes: readonly string[]) =>
  (element: Element): boolean =>
    element.name === name && classes.every((each) => hasClass(element, each));

/** Narrow and other blanks as one. */
export const spaced = (text: string): string => text.replaceAll(/\s+/g, ' ');

/** What is read aloud: texts, and of a picture its alternative; what is drawn in it is not. */
export const heard = (element: Element): string => {
  if (attribute(element, 'aria-hidden') === 'true') return '';
  if (element.name === 'svg') return ` ${attribute(element, 'aria-label')} `;
  return spaced(element.children.map((child) => (typeof child === 'string' ? child : heard(child))).join(''));
};

export const words = (element: Element): string => heard(element).trim();

export const sectionOf = (page: Element, name: string): Element => {
  const [found] = all(page, named('section', name));
  if (found === undefined) throw new Error(`There is no section ${name}.`);
  return found;
};

/** A table by the words of its heads: `cells.get('failed')?.get('9')`. */
export const tableCells = (table: Element): ReadonlyMap<string, ReadonlyMap<string, string>> => {
  const [head = [], ...rows] = all(table, named('tr')).map((row) => all(row, ({ name }) => name === 'th' || name === 'td').map(words));
  return new Map(rows.map(([name = '', ...cells]) => [name, new Map(cells.map((cell, index) => [head[index + 1] ?? '', cell]))]));
};

export type Box = { readonly x: number; readonly y: number; readonly width: number; readonly height: number };

/** The rectangles of one kind that a picture draws. */
export const boxes = (svg: Element, kind: string): Box[] =>
  all(svg, named('path', kind)).flatMap((path) =>
    [...attribute(path, 'd').matchAll(/M(-?[\d.]+) (-?[\d.]+)h(-?[\d.]+)v(-?[\d.]+)h-?[\d.]+z/g)].map(([, ...places]) => {
      const [x = 0, y = 0, width = 0, height = 0] = places.map(Number);
      return { x, y, width, height };
    }),
  );

/** How many marks of a kind: each begins with a move to a place. */
export const marks = (svg: Element, kind: string): number =>
  all(svg, named('path', kind)).reduce((sum, path) => sum + (attribute(path, 'd').match(/M/g)?.length ?? 0), 0);
