/** The little of Markdown that the README is made of. */

const FENCE = /^ *```(\w*)\n([\s\S]*?)^ *```$/gm;

/** The text under a heading, its subsections included; throws where there is none. `## Output`, as it stands in the text. */
export const section = (markdown: string, heading: string): string => {
  const begin = `\n${markdown}`.indexOf(`\n${heading}\n`);
  if (begin < 0) throw new Error(`no heading ${heading}`);
  const level = heading.indexOf(' ');
  const body = markdown.slice(begin + heading.length);
  const end = body.search(new RegExp(`^#{1,${String(level)}} `, 'm'));
  return end < 0 ? body : body.slice(0, end);
};

/** The contents of fenced blocks, without the indentation of a list. */
export const codeBlocks = (markdown: string, language: string): string[] =>
  [...markdown.matchAll(FENCE)]
    .filter(([, name]) => name === language)
    .map(([, , text = '']) => {
      const indent = /^ */.exec(text)?.[0] ?? '';
      return text.replaceAll(new RegExp(`^${indent}`, 'gm'), '');
    });

export const codeSpans = (markdown: string): string[] => [...markdown.replaceAll(FENCE, '').matchAll(/`([^`\n]+)`/g)].map(([, text = '']) => text);

/** The rows of all tables, without heads, as trimmed cells. */
export const tableRows = (markdown: string): string[][] =>
  markdown
    .split('\n')
    .map((line, index, lines) => ({ line, head: lines[index + 1]?.startsWith('| ---') === true }))
    .filter(({ line, head }) => line.startsWith('| ') && !line.startsWith('| ---') && !head)
    .map(({ line }) =>
      line
        .slice(2, line.lastIndexOf('|'))
        .split(' | ')
        .map((cell) => cell.trim()),
    );

/** What stands as code in the first column. */
export const firstColumn = (markdown: string): string[] => tableRows(markdown).flatMap(([first = '']) => codeSpans(first));
