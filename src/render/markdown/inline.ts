/** A break of no width: it stands for nothing in any name, as `visibleText` has taken such characters out. */
const BREAK = '\u200b';

/**
 * What platforms make links, mentions or pictures of after the Markdown has been read, so that no escaping helps: @name and
 * mail addresses, #12 and the like, GH-12, addresses, :signs:, and GitLab's [[pages]], [issue:12] and {+ changes +}.
 */
const REFERENCES: readonly RegExp[] = [
  /[@#!$%~^](?=[\p{L}\p{N}_"])/gu,
  /&(?=\d)/g,
  /GH(?=-\d)/gi,
  /:(?=\/\/)/g,
  /w(?=ww\.)/gi,
  /:(?!\d\d:)(?=[\w+-]+:)/g,
  /\[(?=\[|\w+:)/g,
  /[{[](?=[+-])/g,
];

/** As references, since some readers of tables and formulas look at the characters before they look for a backslash. */
const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '|': '&#124;', $: '&#36;', [BREAK]: '&#8203;' };

/** At the beginning of a line these would make a list, a heading of the line before, or a rule. */
const atTheStart = (text: string): string => text.replace(/^(?:[-=]|\+(?= |$))/, String.raw`\$&`).replace(/^(\d+)([.)])(?= |$)/, String.raw`$1\$2`);

/** Any text as text of Markdown (CommonMark and GFM): on one line, and neither markup nor link, mention or HTML. */
export const inline = (text: string): string => {
  const line = text.replace(/[\s--[\u00a0\u202f]]+/gv, ' ').trim();
  const broken = REFERENCES.reduce((parts, reference) => parts.replace(reference, `$&${BREAK}`), line);
  const escaped = broken.replace(/[\\`*_[\]#~{}]/g, String.raw`\$&`).replace(/[&<>|$\u200b]/g, (character) => ENTITIES[character] ?? character);
  return atTheStart(escaped);
};

export const strong = (text: string): string => `**${inline(text)}**`;
