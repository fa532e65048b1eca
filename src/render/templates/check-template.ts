import { isList, lookUp, unshowable, type Nearest, type Path, type Scope } from './check-names.ts';
import type { Data } from './data.ts';
import type { Problem } from './problem.ts';
import {
  isBlock,
  isContent,
  isMustache,
  isPartial,
  isPath,
  parseTemplate,
  type Block,
  type Body,
  type Expression,
  type Mustache,
  type Partial,
  type Statement,
} from './syntax.ts';

/** The only helpers there are. Data are finished texts: nothing is left to be computed. */
export const HELPERS = ['if', 'unless', 'each', 'with'] as const;

/** Style and script are known to the page's policy by their hashes, and are written as they are; everything else is escaped. */
const RAW: ReadonlySet<string> = new Set(['style', 'script']);

type Walk = {
  readonly files: ReadonlyMap<string, Body>;
  readonly file: string;
  /** Files on the way here: one that shows itself would never end. */
  readonly within: readonly string[];
  readonly nearest: Nearest;
  readonly found: Problem[];
};

const complain = (walk: Walk, node: { readonly loc: { readonly start: { readonly line: number } } }, text: string): void =>
  void walk.found.push({ file: walk.file, line: node.loc.start.line, text });

const nameOf = (node: Expression): string => (isPath(node) ? node.original : '…');

/** The data at a path; null, and a complaint, where there are none. */
const dataAt = (walk: Walk, node: Statement, path: Path, scope: Scope): Data | null => {
  const data = lookUp(path, scope, walk.nearest);
  if (typeof data !== 'string') return data;
  complain(walk, node, data);
  return null;
};

const checkMustache = (walk: Walk, node: Mustache, scope: Scope): void => {
  const { path, params, escaped } = node;
  if (!isPath(path)) return;
  if (params.length > 0) { complain(walk, node, `{{${path.original} …}}: there are only the helpers ${HELPERS.map((name) => `#${name}`).join(', ')}`); return; }
  if (!escaped && !RAW.has(path.original)) { complain(walk, node, `{{{${path.original}}}}: data are always escaped; write {{${path.original}}}`); return; }
  const data = dataAt(walk, node, path, scope);
  const wrong = data === null ? null : unshowable(data, path);
  if (wrong !== null) complain(walk, node, wrong);
};

/** What stands inside a block sees: items in a list, the value itself with #with, the same as before with #if. */
const innerScope = (walk: Walk, node: Block, helper: string, scope: Scope): Scope | null => {
  const [value] = node.params;
  if (value === undefined || !isPath(value) || node.params.length > 1) {
    complain(walk, node, `#${helper} takes one name of the data`);
    return null;
  }
  const data = dataAt(walk, node, value, scope);
  if (data === null || helper === 'if' || helper === 'unless') return data === null ? null : scope;
  if (helper === 'with') return [...scope, data];
  if (isList(data)) return [...scope, data[0]];
  complain(walk, node, `#each ${value.original}: it is no list`);
  return null;
};

const checkBlock = (walk: Walk, node: Block, scope: Scope): void => {
  const helper = nameOf(node.path);
  if (!HELPERS.some((name) => name === helper)) { complain(walk, node, `#${helper}: there are only ${HELPERS.map((name) => `#${name}`).join(', ')}`); return; }
  if ((node.program?.blockParams?.length ?? 0) > 0) { complain(walk, node, `#${helper} … as |name| is not available`); return; }
  const inner = innerScope(walk, node, helper, scope);
  if (inner === null) return;
  if (node.program !== undefined) checkBody(walk, node.program, inner);
  if (node.inverse) checkBody(walk, node.inverse, scope);
};

const replaceLast = ([first, ...rest]: Scope, last: Data): Scope => (rest.length === 0 ? [last] : [first, ...rest.slice(0, -1), last]);

/** What a partial sees: what its caller sees, or is handed over, and the names given with it. */
const partialScope = (walk: Walk, node: Partial, scope: Scope): Scope | null => {
  const [value] = node.params;
  const context = value === undefined ? scope[scope.length - 1] : isPath(value) ? dataAt(walk, node, value, scope) : null;
  if (context === null || context === undefined) return null;
  const given = (node.hash?.pairs ?? []).map(({ key, value: named }): [string, Data] => [key, isPath(named) ? (dataAt(walk, node, named, scope) ?? true) : true]);
  if (given.length === 0) return value === undefined ? scope : [scope[0], context];
  const own = context === true || isList(context) ? {} : context;
  const merged: Data = { ...own, ...Object.fromEntries(given) };
  return value === undefined ? replaceLast(scope, merged) : [scope[0], merged];
};

const checkPartial = (walk: Walk, node: Partial, scope: Scope): void => {
  const name = nameOf(node.name);
  const file = `partials/${name}.hbs`;
  const body = walk.files.get(file);
  if (body === undefined) {
    const known = [...walk.files.keys()].flatMap((each) => /^partials\/(.*)\.hbs$/.exec(each)?.[1] ?? []);
    const meant = walk.nearest(name, known);
    complain(walk, node, `{{> ${name}}}: there is no such partial${meant === null ? '' : `; did you mean ${meant}?`}`); return;
  }
  if (walk.within.includes(file)) { complain(walk, node, `{{> ${name}}}: it would show itself without end`); return; }
  const inner = partialScope(walk, node, scope);
  if (inner !== null) checkBody({ ...walk, file, within: [...walk.within, file] }, body, inner);
};

/** Without quotes a text could end the attribute and begin another, escaped or not. */
const isUnquoted = (before: Statement | undefined): boolean => before !== undefined && isContent(before) && /=\s*$/.test(before.original);

const checkStatement = (walk: Walk, node: Statement, scope: Scope): void => {
  if (isMustache(node)) { checkMustache(walk, node, scope); return; }
  if (isPartial(node)) { checkPartial(walk, node, scope); return; }
  if (isBlock(node)) { checkBlock(walk, node, scope); return; }
  if (!isContent(node) && node.type !== 'CommentStatement') complain(walk, node, 'partials with a body, inline partials and decorators are not available');
};

const checkBody = (walk: Walk, { body }: Body, scope: Scope): void =>
  body.forEach((node, at) => {
    if ((isMustache(node) || isBlock(node)) && isUnquoted(body[at - 1])) complain(walk, node, 'an attribute without quotes: put them around the value');
    checkStatement(walk, node, scope);
  });

/**
 * Everything that a template and the partials that it shows ask for and do not get. `start`: the file to begin with;
 * `texts`: every file by its name, such as `partials/cover.hbs`.
 */
export const checkTemplate = (start: string, texts: ReadonlyMap<string, string>, data: Data, nearest: Nearest): readonly Problem[] => {
  const found: Problem[] = [];
  const files = new Map<string, Body>();
  for (const [file, text] of texts) {
    const parsed = parseTemplate(text);
    if (parsed.ok) files.set(file, parsed.body);
    else found.push({ file, line: parsed.line, text: parsed.text });
  }
  const body = files.get(start);
  // What cannot be read hides the rest.
  if (found.length === 0 && body !== undefined) checkBody({ files, file: start, within: [start], nearest, found }, body, [data]);
  return found;
};
