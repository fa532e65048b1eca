/**
 * Reasons name people, sites and ids. With these masked, equal causes are equal texts.
 * Every pattern is bounded, so that a hostile text costs linear time.
 */
const MASKS: readonly (readonly [RegExp, string])[] = [
  [/\bhttps?:\/\/[^\s<>"'()]{1,2000}/giu, '‹url›'],
  [/[^\s@<>()[\]"',;:‹›]{1,64}@[^\s@<>()[\]"',;:‹›]{1,255}/gu, '‹address›'],
  [/\{?\b[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}\b\}?/giu, '‹id›'],
  [/\b\d{1,4}[/.-]\d{1,2}[/.-]\d{1,4}[T ]\d{1,2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(?: ?[AP]M\b)?Z?/giu, '‹time›'],
  [/(?<![\w.])\d{1,3}\.\d{1,3}\.\d{1,3}\.\d{1,3}(?::\d{1,5})?(?![\w.])/gu, '‹address›'],
  // "(ID: 5fd0…, name: Jane Doe)": a name may hold commas, an id may not.
  [/\bname: [^()\n]{1,200}(?=\))/giu, 'name: ‹name›'],
  [/\bID: [^\s,()]{1,200}/giu, 'ID: ‹id›'],
  // "Failed to backup item: Budget, 2024.xlsx, Item may have …": the sentence goes on with a capital.
  [/\b(item|file|folder|message|document): (?!‹)[^\n]{1,200}?(?=, \p{Lu})/giu, '$1: ‹name›'],
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
