import Handlebars from 'handlebars';
import { z } from 'zod';

/** The parts of the template language that a template may use, as the parser hands them over. */

const loc = z.object({ start: z.object({ line: z.number() }) });

const path = z.object({
  type: z.literal('PathExpression'),
  depth: z.number(),
  data: z.boolean(),
  parts: z.array(z.string()),
  original: z.string(),
});
const literal = z.object({ type: z.enum(['StringLiteral', 'NumberLiteral', 'BooleanLiteral']), value: z.union([z.string(), z.number(), z.boolean()]) });
const foreign = z.object({ type: z.string() });
const expression = z.union([path, literal, foreign]);
const hash = z.object({ pairs: z.array(z.object({ key: z.string(), value: expression })) }).optional();

export type Expression = z.output<typeof expression>;
export type PathExpression = z.output<typeof path>;
export type Body = { readonly body: readonly Statement[]; readonly blockParams?: readonly string[] | undefined };

const content = z.object({ type: z.literal('ContentStatement'), original: z.string(), loc });
const comment = z.object({ type: z.literal('CommentStatement'), loc });
const call = { path: expression, params: z.array(expression), hash, loc };
const mustache = z.object({ type: z.literal('MustacheStatement'), escaped: z.boolean(), ...call });
const partial = z.object({ type: z.literal('PartialStatement'), name: expression, params: z.array(expression), hash, loc });
const body: z.ZodType<Body> = z.object({ body: z.array(z.lazy(() => statement)), blockParams: z.array(z.string()).optional() });
const block = z.object({ type: z.literal('BlockStatement'), ...call, program: body.optional(), inverse: body.nullish() });
const other = z.object({ type: z.string(), loc });
const statement = z.union([content, comment, mustache, partial, block, other]);

export type Mustache = z.output<typeof mustache>;
export type Partial = z.output<typeof partial>;
export type Block = z.output<typeof block>;
export type Statement = z.output<typeof content> | z.output<typeof comment> | Mustache | Partial | Block | z.output<typeof other>;

export const isPath = (node: Expression): node is PathExpression => node.type === 'PathExpression';
export const isMustache = (node: Statement): node is Mustache => node.type === 'MustacheStatement' && 'escaped' in node;
export const isPartial = (node: Statement): node is Partial => node.type === 'PartialStatement' && 'name' in node;
export const isBlock = (node: Statement): node is Block => node.type === 'BlockStatement' && 'path' in node;
export const isContent = (node: Statement): node is z.output<typeof content> => node.type === 'ContentStatement' && 'original' in node;

export type Parsed = { readonly ok: true; readonly body: Body } | { readonly ok: false; readonly line: number | null; readonly text: string };

/** `Parse error on line 3:\n…\n---^\nExpecting 'CLOSE', got 'EOF'` or `if doesn't match each - 3:4`. */
const failure = (message: string): Parsed => {
  const line = /^Parse error on line (\d+)/.exec(message)?.[1] ?? / - (\d+):\d+$/.exec(message)?.[1];
  const [, shown = '', , expected = ''] = message.split('\n');
  const text = message.startsWith('Parse error') ? `it cannot be read here: ${shown.trim()} (${expected.replaceAll(/Expecting.*got/g, 'not expected:')})` : message.replace(/ - \d+:\d+$/, '');
  return { ok: false, line: line === undefined ? null : Number(line), text };
};

/** The template as a tree, or where it cannot be read. */
export const parseTemplate = (text: string): Parsed => {
  try {
    return { ok: true, body: body.parse(Handlebars.parseWithoutProcessing(text)) };
  } catch (error) {
    return failure(error instanceof Error ? error.message : String(error));
  }
};
