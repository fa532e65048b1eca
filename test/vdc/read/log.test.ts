import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readList } from '../../../src/vdc/read/list.ts';
import { readLog } from '../../../src/vdc/read/log.ts';
import type { LogLine } from '../../../src/model/session.ts';

const fixture = (name: string): readonly LogLine[] => {
  const page = readList(readFileSync(`fixtures/wire/${name}`));
  return readLog(typeof page === 'string' ? [] : page.items).lines;
};
const read = (title: string): LogLine => readLog([{ title }]).lines[0]!;
const reason = (title: string): string | null => read(title).reason;
const plain = { object: null, reason: null, found: null, excluded: null, transferred: null };

describe('a level that is no level', () => {
  it.each(['constructor', '__proto__', 'toString', 'hasOwnProperty', 'Wat'])('is unknown: %s', (word) => {
    expect(readLog([{ title: `[${word}] x` }, { type: word, message: 'x' }]).lines.map(({ level }) => level)).toEqual(['unknown', 'unknown']);
  });
});

describe('the lines of the sample', () => {
  const lines = fixture('seed-log.json');

  it('are all read', () => {
    expect(lines).toHaveLength(8);
    expect(lines.every(({ level, reason: why }) => level === 'success' && why === null)).toBe(true);
  });

  it('give counts, objects and bytes', () => {
    expect(lines[0]).toEqual({ level: 'success', text: 'Job started at 9/23/2024 2:49:03 AM', ...plain });
    expect(lines[2]).toMatchObject({ excluded: 1, found: null });
    expect(lines[3]).toMatchObject({ found: 66, excluded: null });
    expect(lines[4]?.object).toEqual({ kind: 'mailbox', name: 'Adams@M365x33945498.OnMicrosoft.com' });
    expect(lines[6]?.transferred).toEqual({ bytes: Math.round(168.8 * 1024 * 1024), items: 2472 });
  });
});

describe('the lines seen in the wild', () => {
  const lines = fixture('log-lines.json');
  const at = (n: number): LogLine => lines[n]!;

  it.each([
    [6, 'warning', { kind: 'mailbox', name: 'NAME' }, 'Failed to find group owner account'],
    [7, 'warning', { kind: 'mailbox', name: 'NAME' }, 'no valid Microsoft 365 license'],
    [8, 'warning', { kind: 'onedrive', name: 'NAME' }, 'OneDrive was not found (ID: ‹id›, name: ‹name›)'],
    [10, 'warning', { kind: 'site', name: 'NAME' }, 'Personal site was not found (ID: ‹id›, name: ‹name›)'],
    [11, 'error', { kind: 'team', name: 'TEAM' }, 'Failed to find Team mailbox owner account.'],
    [12, 'error', { kind: 'mailbox', name: 'u@d' }, 'Failed to get folder properties. Not allowed to access Non IPM folder.'],
    [13, 'error', { kind: 'site', name: 'URL' }, 'The remote server returned an error: (404) Not Found.'],
    [14, 'warning', null, 'Nothing to process'],
    [15, 'error', null, 'A task was canceled.'],
    [16, 'unknown', { kind: 'mailbox', name: 'a@b.c' }, null],
  ])('line %i', (n, level, object, why) => {
    expect(at(n)).toMatchObject({ level, object, reason: why });
  });

  it('with the address of a site and the name of an item', () => {
    const text =
      '[Warning] Processing site Sales (https://contoso.sharepoint.com/sites/sales) finished with warning: Failed to backup item: Budget, 2024.xlsx, Item may have a virus reported by the virus scanner plug-in.';
    expect(read(text)).toMatchObject({
      object: { kind: 'site', name: 'Sales' },
      reason: 'Failed to backup item: ‹name›, Item may have a virus reported by the virus scanner plug-in.',
    });
    expect(read(text.replace('https://contoso.sharepoint.com/sites/sales', 'URL')).object?.name).toBe('Sales (URL)');
  });

  it.each(['Job started at 9/23/2024 2:49:03 AM', 'Connected to organization'])('%j is kept as it is', (text) => {
    expect(read(`[Success] ${text}`)).toEqual({ level: 'success', text, ...plain });
  });
});

describe('the level', () => {
  it.each([
    ['[Success] x', 'success'],
    ['[Warning] x', 'warning'],
    ['[Error] x', 'error'],
    ['[Failed] x', 'error'],
    ['[running]x', 'running'],
    ['[Verbose] x', 'unknown'],
    ['x', 'unknown'],
  ])('of %j is %s', (title, level) => expect(read(title)).toMatchObject({ level, text: 'x' }));

  it('may stand beside a message', () => {
    const [a, b, c] = readLog([{ type: 'Failed', message: 'A task was canceled.' }, { message: '[Warning] x' }, { type: 3, message: 'x' }]).lines;
    expect(a).toMatchObject({ level: 'error', text: 'A task was canceled.', reason: 'A task was canceled.' });
    expect(b).toMatchObject({ level: 'warning', text: 'x' });
    expect(c).toMatchObject({ level: 'unknown', text: 'x' });
  });
});

describe('objects', () => {
  it.each([
    ['[Success] Copying OneDrive: Jane Doe', 'onedrive', 'Jane Doe'],
    ['[Success] Processing site: Sales (https://c.sharepoint.com/s)', 'site', 'Sales'],
    ['[Success] Processing public folder: /Top', 'object', '/Top'],
    ['[Error] Failed to process team: Dr. Jane and friends. Failed to find Team mailbox owner account.', 'team', 'Dr. Jane and friends'],
    ['[Error] Failed to process mailbox a@b.c', 'mailbox', 'a@b.c'],
    ['[Error] Failed to copy site https://c.sharepoint.com/sites/x. Access denied.', 'site', 'https://c.sharepoint.com/sites/x'],
    ['[Warning] Processing mailbox <script>alert(1)</script> completed with warning: x', 'mailbox', '<script>alert(1)</script>'],
  ])('%j', (title, kind, name) => expect(read(title).object).toEqual({ kind, name }));

  it.each(['Processing mailbox:', 'Nothing to process', 'Processing', 'Failed to process', 'Processing mailbox: '])('none in %j', (text) =>
    expect(read(text).object).toBeNull(),
  );
});

describe('counts', () => {
  it.each([
    ['Found 1,234 objects', 1234],
    ['Found 1.234.567 objects', 1_234_567],
    ['Found 0 objects', 0],
    ['Found 99999999999999999999 objects', null],
    ['Found no objects', null],
  ])('%j', (text, found) => expect(read(text).found).toBe(found));

  it.each([
    ['Transferred: 0 B (0 items) at 0 B/s (0 items/s)', 0, 0],
    ['Transferred: 512 B (1 item)', 512, 1],
    ['Transferred: 1,5 GB (12 items)', 1.5 * 1024 ** 3, 12],
    ['Transferred: 1,024.5 KB (3,000 items)', 1024.5 * 1024, 3000],
    ['Transferred: 1,024 KB (3 items)', 1024 * 1024, 3],
    ['Transferred: 2 TB', 2 * 1024 ** 4, null],
    ['Transferred: 1.5 MiB (2 items)', 1.5 * 1024 ** 2, 2],
  ])('%j', (text, bytes, items) => expect(read(text).transferred).toEqual({ bytes, items }));

  it.each(['Transferred: much', 'Transferred: 99999999999999999999 PB (1 items)', 'Connected'])('%j is null, not 0', (text) =>
    expect(read(text).transferred).toBeNull(),
  );
});

describe('reasons of one cause are one text', () => {
  it.each([
    ['Cannot open https://contoso.sharepoint.com/sites/a?x=1 now', 'Cannot open ‹url› now'],
    ['User jane.doe+x@contoso.com is locked', 'User ‹address› is locked'],
    ['Object 5fd0a4a6-93ea-4d4f-9a0f-9c0d5a1c7a11 is gone', 'Object ‹id› is gone'],
    ["Folder 'Jane's \"secret\"' doesn't exist", "Folder ‹name› doesn't exist"],
    ['Item "Q3, final" is locked', 'Item ‹name› is locked'],
    ['Change key 1234567890 is stale', 'Change key ‹id› is stale'],
    ['Token 0123456789abcdef0123456789abcdef expired', 'Token ‹id› expired'],
    ['Throttled until 9/23/2024 2:49:03 AM', 'Throttled until ‹time›'],
    ['Throttled until 2024-09-23T02:49:03.123Z', 'Throttled until ‹time›'],
    ['No route to 10.1.2.3:443', 'No route to ‹address›'],
    ['Cannot read item: Plan.docx, Item may have a virus', 'Cannot read item: ‹name›, Item may have a virus'],
    ['Cannot read item: Terms, v7.docx, Item may have a virus', 'Cannot read item: ‹name›, Item may have a virus'],
    ['Cannot read item: Terms, Draft 7, Jane.docx, Access denied.', 'Cannot read item: ‹name›, Access denied.'],
    ['Cannot read list: Board, Minutes, Quarantined by policy', 'Cannot read list: ‹name›, Quarantined by policy'],
    ['Cannot read /sites/board/Shared Documents/Q3 plan.xlsx. Access is denied', 'Cannot read ‹path›. Access is denied'],
    ['Web /personal/jane_doe_contoso_com is locked', 'Web ‹path› is locked'],
    ['Cannot write C:\\Cache\\jane.db, disk full', 'Cannot write ‹path›, disk full'],
    ['Cannot reach \\\\files01\\jane, retrying', 'Cannot reach ‹path›, retrying'],
    ['Logon of CONTOSO\\jane.doe failed', 'Logon of ‹name› failed'],
    ['No recipient /o=ExchangeLabs/ou=Exchange Group (F)/cn=Recipients/cn=jane-doe was found', 'No recipient ‹address› was found'],
    ['OneDrive was not found (ID: 7c1f, name: Doe, Jane)', 'OneDrive was not found (ID: ‹id›, name: ‹name›)'],
    ['Mailbox does not have a valid Microsoft 365 license', 'Mailbox does not have a valid Microsoft 365 license'],
    ['Not allowed to access Non IPM folder.', 'Not allowed to access Non IPM folder.'],
    ['The remote server returned an error: (404) Not Found.', 'The remote server returned an error: (404) Not Found.'],
    ['HRESULT 0x80131500', 'HRESULT 0x80131500'],
  ])('%j', (text, masked) => expect(reason(`[Error] ${text}`)).toBe(masked));

  it("with the object's own name in them", () => {
    expect(reason('[Error] Processing mailbox Jane Doe failed with error: Jane Doe has no license')).toBe('‹name› has no license');
    expect(reason('[Error] Processing team Not failed with error: Nothing found for Not')).toBe('Nothing found for ‹name›');
    expect(reason('[Warning] Processing mailbox Jane Doe')).toBe('Processing mailbox ‹name›');
  });

  it('and there is none where nothing went wrong', () => expect(reason('[Success] Processing mailbox: a@b.c')).toBeNull());
});

describe('hostile lines', () => {
  it.each([null, 5, [], {}, { title: 5 }, { type: 'Error' }])('%j is an issue', (record) => {
    expect(readLog([{ id: 'l1', title: 'x' }, record])).toMatchObject({
      lines: [{}],
      issues: [{ code: 'unreadable-log-line', record: '#2', field: 'title' }],
    });
  });

  const million = 1_000_000;
  it.each([
    ['blanks', ' '.repeat(million)],
    ['quotes', `[Error] ${"'".repeat(million)}`],
    ['addresses', `[Error] ${'a@'.repeat(million / 2)}`],
    ['letters before no at sign', `[Error] ${'a'.repeat(million)}`],
    ['digits', `[Error] ${'1'.repeat(million)}`],
    ['brackets', '['.repeat(million)],
    ['URLs', `[Error] ${'https://'.repeat(million / 8)}`],
    ['full stops', `[Error] Failed to process team: ${'. '.repeat(million / 2)}`],
    ['outcomes', `[Error] Processing mailbox ${' completed with '.repeat(million / 16)}`],
    ['items', `[Error] ${'item: '.repeat(million / 6)}`],
    ['a name over and over', `[Error] Processing mailbox abc failed with error: ${'abc '.repeat(million / 4)}`],
    ['found digits', `Found ${'1,'.repeat(million / 2)}`],
  ])('a million characters of %s do not hang', (_, title) => {
    const started = performance.now();
    expect(readLog([{ title }]).lines).toHaveLength(1);
    expect(performance.now() - started).toBeLessThan(500);
  });
});
