import { describe, expect, it } from 'vitest';
import { knownNames } from '../../../src/vdc/read/known-names.ts';
import { maskAddresses } from '../../../src/vdc/read/mask.ts';
import { maskStrictly } from '../../../src/vdc/read/mask-strictly.ts';

const names = knownNames([
  { kind: 'mailbox', name: 'jane.doe@contoso.example' },
  { kind: 'onedrive', name: 'Will Grünwald' },
  { kind: 'site', name: 'finance board' },
  { kind: 'team', name: 'Not' },
  { kind: 'team', name: 'ab' },
]);
const none = knownNames([]);

describe('a text of the source without names', () => {
  it.each([
    ['no access for Jane Doe', 'no access for ‹name›'],
    ['user jane.doe, or doe alone', 'user ‹name›, or ‹name› alone'],
    ['the Finance Board is gone, FINANCE BOARD!', 'the ‹name› is gone, ‹name›!'],
    ['financeboard', 'financeboard'],
    ['Nothing is not there', 'Nothing is ‹name› there'],
    ['will it go on', '‹name› it go on'],
    ['ab is too short to be looked for', 'ab is too short to be looked for'],
  ])('knows the objects of the logs: %s', (text, expected) => expect(maskStrictly(text, names)).toBe(expected));

  it.each([
    ['The remote server returned an error: (403) Forbidden.', 'The remote server returned an error: (403) Forbidden.'],
    [
      'Failed to get folder properties. Not allowed to access Non IPM folder.',
      'Failed to get folder properties. Not allowed to access Non IPM folder.',
    ],
    ['no valid Microsoft 365 license', 'no valid Microsoft 365 license'],
    ['A WebException (0x80131904), ErrorItemNotFound or ECONNRESET', 'A WebException (0x80131904), ErrorItemNotFound or ECONNRESET'],
    ['Item may have a virus reported by the virus scanner plug-in.', 'Item may have a virus reported by the virus scanner plug-in.'],
    ['owner: Maria-Luise von Thurn, CONTOSO\\mlt', 'owner: ‹name› von ‹name›'],
    ['file Budget2024.xlsx in /sites/board', 'file ‹name› in ‹path›'],
    ['host mail.contoso.example refused', 'host ‹name› refused'],
    ['‹Jane Doe› is no mask of ours, ‹name› is', '‹name› is no mask of ours, ‹name› is'],
    ['邮箱 müller', '‹name›'],
    ['MÜLLER, Sven', '‹name›'],
    ['the item "Payroll" at https://contoso.example/p?x=Jane', 'the item ‹name› at ‹url›'],
  ])('leaves common words and codes alone, and nothing that could be a name: %s', (text, expected) =>
    expect(maskStrictly(text, none)).toBe(expected),
  );

  it('takes linear time', () => {
    const started = performance.now();
    maskStrictly('Aa.-‹'.repeat(20_000), names);
    maskStrictly(' '.repeat(100_000), names);
    expect(performance.now() - started).toBeLessThan(1000);
  });
});

describe('labels', () => {
  it('lose addresses and names that cannot be ordinary words, and nothing else', () => {
    const label = (text: string) => names.maskUnmistakable(maskAddresses(text));
    expect(label('Backup of JANE.doe@contoso.example')).toBe('Backup of ‹address›');
    expect(label('Finance board, not the Nothing')).toBe('‹name›, not the Nothing');
    expect(label('{"match":"Will Grünwald"}')).toBe('{"match":"‹name›"}');
  });
});
