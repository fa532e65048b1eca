import { codeBlocks, codeSpans } from './markdown.ts';

const words = (text: string): string[] => [...text.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, bare]) => quoted ?? bare ?? '');

const COMMAND = /^(?:.*&& )?(?:vdc-report|npm run (?:--silent )?vdc-report --) (?!<|…)([^>|]*)/;

/** The arguments of each call of the command that the page shows, as the program gets them. */
export const typedCommands = (markdown: string): string[][] => {
  const lines = ['sh', ''].flatMap((language) => codeBlocks(markdown, language)).flatMap((block) => block.split('\n'));
  return [...lines, ...codeSpans(markdown)].flatMap((line) => {
    const [, args] = COMMAND.exec(line) ?? [];
    return args === undefined ? [] : [words(args)];
  });
};
