import { isMap, isSeq, isScalar, LineCounter, parseDocument, type Document, type Node, type YAMLError } from 'yaml';

/** From 1, as editors count. */
export type Position = { readonly line: number; readonly column: number };
export type Path = readonly (string | number)[];

export type SourceProblem = { readonly position: Position; readonly text: string };

/** A YAML or JSON text that knows where each value stands. */
export type SourceText = {
  readonly value: unknown;
  readonly problems: readonly SourceProblem[];
  /** Of the value at `path`; where there is none, of the nearest thing around it. */
  readonly positionOf: (path: Path) => Position;
  /** Of the key that ends `path`. */
  readonly positionOfKey: (path: Path) => Position;
};

/** The parser's own sentences quote the text, which may be a secret: these do not. */
const SENTENCES: Partial<Record<YAMLError['code'], string>> = {
  BAD_ALIAS: 'an alias (*name) without its anchor (&name)',
  BAD_DQ_ESCAPE: 'an unknown escape in a text in double quotes; use single quotes or double the backslash',
  BAD_INDENT: 'the indentation does not fit the lines above, or a bracket before it is not closed',
  BAD_SCALAR_START: 'a text cannot begin with this character; put it in quotes',
  BLOCK_AS_IMPLICIT_KEY: 'a mapping inside a line that is already "key: value"; put texts with ": " in quotes',
  DUPLICATE_KEY: 'this key stands here a second time; remove one',
  MISSING_CHAR: 'a bracket, brace, comma, colon or quote is missing before this place',
  MULTILINE_IMPLICIT_KEY: 'a key must stand on one line; is a ":" missing?',
  MULTIPLE_DOCS: 'a second document ("---"); one file holds one configuration',
  NON_STRING_KEY: 'a key must be a text; put it in quotes',
  TAB_AS_INDENT: 'a tab used as indentation; use blanks',
  TAG_RESOLVE_FAILED: 'an unknown tag (!name)',
  UNEXPECTED_TOKEN: 'this does not belong here; is a quote, comma or line break missing before it?',
};

type Found = { readonly key: Node | null; readonly value: Node | null };

const childOf = (node: unknown, step: string | number): Found | null => {
  if (isSeq<Node>(node) && typeof step === 'number') return { key: null, value: node.items[step] ?? null };
  if (!isMap<Node, Node | null>(node)) return null;
  const pair = node.items.find(({ key }) => isScalar(key) && key.value === step);
  return pair ? { key: pair.key, value: pair.value } : null;
};

const find = (document: Document, path: Path): { found: Found; complete: boolean } => {
  let found: Found = { key: null, value: document.contents };
  for (const step of path) {
    const node = found.value;
    const next = childOf(node !== null && 'resolve' in node ? node.resolve(document) : node, step);
    if (next === null) return { found, complete: false };
    found = next;
  }
  return { found, complete: true };
};

/** Reads YAML (or JSON, which is YAML) without losing places. Never throws: what cannot be read is in `problems`. */
export const readSourceText = (text: string): SourceText => {
  const counter = new LineCounter();
  const document: Document = parseDocument(text, { lineCounter: counter, prettyErrors: false, stringKeys: true });
  const at = (offset: number): Position => {
    const { line, col } = counter.linePos(offset);
    return { line: Math.max(line, 1), column: Math.max(col, 1) };
  };
  const start = (...nodes: (Node | null)[]): Position => at(nodes.find((node) => node?.range)?.range?.[0] ?? 0);
  const problems = [...document.errors, ...document.warnings].map((problem) => ({
    position: at(problem.pos[0]),
    text: SENTENCES[problem.code] ?? `this is not valid YAML (${problem.code})`,
  }));
  return {
    value: document.errors.length > 0 ? undefined : readValue(document, problems),
    problems,
    positionOf: (path) => {
      const { found, complete } = find(document, path);
      return complete ? start(found.value, found.key) : start(found.key, found.value);
    },
    positionOfKey: (path) => {
      const { found } = find(document, path);
      return start(found.key, found.value);
    },
  };
};

const readValue = (document: Document, problems: SourceProblem[]): unknown => {
  try {
    const value: unknown = document.toJS({ maxAliasCount: 100 });
    return value;
  } catch {
    problems.push({ position: { line: 1, column: 1 }, text: 'its aliases cannot be resolved, or there are too many of them' });
    return undefined;
  }
};
