/**
 * Reasons name people, sites and ids. With these masked, equal causes are equal texts.
 * Every pattern is bounded, so that a hostile text costs linear time.
 */
const NAMED = '\\b([Ii]tem|[Ff]ile|[Ff]older|[Mm]essage|[Dd]ocument|[Ll]ist|[Ll]ibrary): (?!‹)[^\\n]{1,200}?';
const SENTENCE_START =
  '(?:Item|The|This|Access|Cannot|Could|Failed|Unable|Object|File|An?|No|Not|It|Error|Exception|Operation|Request|Invalid|Timeout|User|Server)\\b';

const MASKS: readonly (readonly [RegExp, string])[] = [
  [/\bhttps?:\/\/[^\s<>"'()]{1,2000}/giu, '‹url›'],
  [/[^\s@<>()[\]"',;:‹›]{1,64}@[^\s@<>()[\]"',;:‹›]{1,255}/gu, '‹address›'],
  [/\{?\b[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}\b\}?/giu, '‹id›'],
  [/\b\d{1,4}[/.-]\d{1,2}[/.-]\d{1,4}[T ]\d{1,2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(?: ?[AP]M\b)?Z?/giu, '‹time›'],
  [/(?<![\w.])\d{1,3}\.\d{1,3}\.\d{1,3}\.\d{1,3}(?::\d{1,5})?(?![\w.])/gu, '‹address›'],
  // "(ID: 5fd0…, name: Jane Doe)": a name may hold commas, an id may not.
  [/\bname: [^()\n]{1,200}(?=\))/giu, 'name: ‹name›'],
  [/\bID: [^\s,()]{1,200}/giu, 'ID: ‹id›'],
  // "Failed to backup item: Budget, Draft 2.xlsx, Item may have …": a name may hold commas, too, so the sentence goes on where
  // it begins with a word of sentences, else after the last comma before a capital.
  [new RegExp(`${NAMED}(?=, ${SENTENCE_START})`, 'gu'), '$1: ‹name›'],
  [new RegExp(`${NAMED.slice(0, -1)}(?=, \\p{Lu})`, 'gu'), '$1: ‹name›'],
  // Exchange's own names of people: "/o=ExchangeLabs/ou=…/cn=Recipients/cn=jane".
  [/\/o=[^\n]{1,300}\/cn=[^\s,;"'<>()]{1,200}/giu, '‹address›'],
  // "/sites/board/Shared Documents/Plan.docx": blanks belong to a path where it ends as a file does.
  [/(?<![\w/])\/(?:sites|teams|personal)\/(?:(?!\. |[,;:] )[^\n"'<>|]){1,300}?\.[a-z0-9]{2,5}(?!\w|\.\w)/giu, '‹path›'],
  [/(?<![\w/])\/(?:sites|teams|personal)\/[^\s"'<>|,;()]{1,300}/giu, '‹path›'],
  // "\\\\server\\share\\file", "C:\\folder\\file" and "DOMAIN\\user".
  [/(?:\\\\|\b[a-z]:\\)[^\s"'<>|,;]{1,300}/giu, '‹path›'],
  [/(?<![\w\\:.-])[\w.-]{2,64}\\[\w.$-]{1,64}(?![\w\\])/gu, '‹name›'],
  [/(?<![\p{L}\p{N}])(?:'(?:[^'\n]|'(?=[\p{L}\p{N}])){1,200}?'|"[^"\n]{1,200}"|“[^”\n]{1,200}”|«[^»\n]{1,200}»)(?![\p{L}\p{N}])/gu, '‹name›'],
  [/(?<![\w])[0-9a-f]{16,200}(?![\w])/giu, '‹id›'],
  [/(?<![\w.,])\d{5,200}(?![\w])/gu, '‹id›'],
];

/** Only what is an address by its form: of the web, and of mail. */
export const maskAddresses = (text: string): string => MASKS.slice(0, 2).reduce((masked, [pattern, mask]) => masked.replace(pattern, mask), text);

const LONGEST_REASON = 1000;
const SHORTEST_NAME = 3;

const isWordCharacter = (character: string | undefined): boolean => character !== undefined && /[\p{L}\p{N}_]/u.test(character);

/** Replaces whole-word occurrences of `name`: a team called "Not" must not change "Nothing". */
const maskName = (text: string, name: string): string => {
  if (name.length < SHORTEST_NAME) return text;
  const parts = text.split(name);
  return parts.reduce((before, after) =>
    isWordCharacter(before.at(-1)) || isWordCharacter(after[0]) ? before + name + after : `${before}‹name›${after}`,
  );
};

/** The reason with names, addresses, URLs, times and long numbers replaced; `names` are the object's own. */
export const maskReason = (text: string, names: readonly string[]): string => {
  const short = text.slice(0, LONGEST_REASON);
  const withoutNames = names.reduce(maskName, short);
  return MASKS.reduce((masked, [pattern, mask]) => masked.replace(pattern, mask), withoutNames).trim();
};
