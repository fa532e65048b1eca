import ts from 'typescript';

/** Where the type `any` is written, as lines from 1. Strings and comments may hold the word. */
export const linesWithAny = (text: string): number[] => {
  const source = ts.createSourceFile('file.ts', text, ts.ScriptTarget.Latest, false);
  const lines: number[] = [];
  const visit = (node: ts.Node): void => {
    if (node.kind === ts.SyntaxKind.AnyKeyword) lines.push(source.getLineAndCharacterOfPosition(node.pos).line + 1);
    ts.forEachChild(node, visit);
  };
  visit(source);
  return lines;
};
