import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { checkResponses, responsesSchema } from '../../src/config/check-responses.ts';
import { ConfigError } from '../../src/config/mistake.ts';
import { EXCEPTION_CODES } from '../../src/model/exception.ts';
import { codeBlocks, codeSpans, firstColumn, section, tableRows } from '../docs/support/markdown.ts';

const ONE = [{ id: 'contoso', timezone: 'Europe/Berlin' }];
const TWO = [...ONE, { id: 'fabrikam', timezone: 'UTC' }];

const lines = (text: string, tenants = ONE): readonly string[] => {
  const checked = checkResponses(text, { tenants });
  return checked.ok
    ? []
    : new ConfigError('r', checked.mistakes).message
        .split('\n')
        .slice(1)
        .map((line) => line.trim());
};

const read = (text: string, tenants = ONE) => {
  const checked = checkResponses(text, { tenants });
  if (!checked.ok) throw new ConfigError('r', checked.mistakes);
  return checked.responses;
};

const WHO = 'owner: Jo, cause: Disk full';

describe('a file of responses', () => {
  it('is read in the zone of its tenant', () => {
    expect(read(`responses: [{ job: A, code: rpo-gap, from: 2026-10-12T02:00, ${WHO}, due: 2026-11-15 }]`).get('contoso')).toEqual([
      {
        exception: null,
        job: 'A',
        code: 'rpo-gap',
        from: Date.parse('2026-10-12T00:00:00Z'),
        period: null,
        owner: 'Jo',
        cause: 'Disk full',
        ticket: null,
        due: '2026-11-15',
        done: null,
      },
    ]);
  });

  it('gives each tenant its own alone', () => {
    const shared = `responses: [{ tenant: contoso, exception: EX-00000001, ${WHO} }, { tenant: fabrikam, exception: EX-00000002, ${WHO} }]`;
    const found = read(shared, TWO);
    expect([...found].map(([id, responses]) => [id, responses.map(({ exception }) => exception)])).toEqual([
      ['contoso', ['EX-00000001']],
      ['fabrikam', ['EX-00000002']],
    ]);
  });

  it('knows a period by its key', () => {
    expect(read(`responses: [{ code: not-evaluable, period: 2026-10-01/2026-10-15, ${WHO} }]`).get('contoso')?.[0]?.period).toBe(
      '2026-10-01_2026-10-15',
    );
  });

  it('may be empty', () => {
    expect(read('responses: []').get('contoso')).toEqual([]);
  });
});

describe('mistakes', () => {
  it('are all found at once, with place and expected form', () => {
    expect(
      lines(`responses:
  - exception: EX-12
    owner: Jo
    cuase: typo
  - exception: EX-3f9a1c07
    owner: ""
    cause: 12
    due: 15.11.2026
  - [a, b]
  - code: rpo-gaps
    from: yesterday
    owner: "a\\u0007b"
    cause: x
`),
    ).toEqual(
      [
        'r:2:16 responses[0].exception: found "EX-12"; expected an id such as EX-3f9a1c07',
        'r:2:5 responses[0].cause: missing; expected a sentence',
        'r:4:5 responses[0].cuase: unknown key; did you mean cause?',
        'r:6:12 responses[1].owner: found an empty text; expected a name',
        'r:7:12 responses[1].cause: found the number 12; expected a sentence; put it in quotes',
        'r:8:10 responses[1].due: found "15.11.2026"; expected a date, such as 2026-11-15',
        'r:9:5 responses[2]: found a list; expected a response with exception (or job, code and from), owner and cause',
        `r:10:11 responses[3].code: found "rpo-gaps"; expected one of ${EXCEPTION_CODES.join(', ')}`,
        'r:11:11 responses[3].from: found "yesterday"; expected a date or an instant, such as 2026-10-01, 2026-10-01T06:00 or 2026-10-01T06:00:00Z',
        'r:12:12 responses[3].owner: found "a\\u0007b"; expected a name, on one line and without control characters',
      ].toSorted(
        (a, b) =>
          Number(a.split(':')[1]) - Number(b.split(':')[1]) || Number(a.split(':')[2]?.split(' ')[0]) - Number(b.split(':')[2]?.split(' ')[0]),
      ),
    );
  });

  it.each([
    [`{ ${WHO} }`, 'responses[0].exception: missing; expected exception, or code with from or period'],
    [`{ job: A, ${WHO} }`, 'responses[0].code: missing; expected exception, or code with from or period'],
    [`{ code: rpo-gap, ${WHO} }`, 'responses[0].from: expected either from or period beside code'],
    [`{ code: rpo-gap, from: 2026-10-01, period: 2026-10, ${WHO} }`, 'responses[0].from: expected either from or period beside code'],
    [`{ code: rpo-gap, period: previous-month, ${WHO} }`, 'found "previous-month"; expected a period such as 2026-10, 2026-W44 or 2026-Q3'],
    [`{ exception: EX-00000001, job: A, ${WHO} }`, 'responses[0].job: stands beside exception, which already names it'],
    [`{ tenant: other, exception: EX-00000001, ${WHO} }`, 'found "other"; expected one of contoso'],
  ])('%s', (entry, expected) => {
    expect(lines(`responses: [${entry}]`).join('\n')).toContain(expected);
  });

  it('names a tenant that is missing where several share the file, and an exception that has two responses', () => {
    expect(lines(`responses: [{ exception: EX-00000001, ${WHO} }]`, TWO).join('\n')).toContain(
      'responses[0].tenant: missing; expected one of contoso, fabrikam, which share this file',
    );
    expect(lines(`responses: [{ exception: EX-00000001, ${WHO} }, { exception: EX-00000001, ${WHO} }]`).join('\n')).toContain('a second time');
  });

  it.each([
    ['by id, once with its tenant', `{ exception: EX-00000001, ${WHO} }, { exception: EX-00000001, tenant: contoso, ${WHO} }`, 'exception'],
    [
      'by its beginning to the minute',
      `{ job: A, code: rpo-gap, from: 2026-10-12T02:00, ${WHO} }, { job: A, code: rpo-gap, from: 2026-10-12T00:00:20Z, ${WHO} }`,
      'code',
    ],
    ['by its period', `{ code: rpo-gap, period: 2026-10, ${WHO} }, { tenant: contoso, code: rpo-gap, period: 2026-10, ${WHO} }`, 'code'],
  ])('names an exception that has two responses: %s', (_how, entries, key) => {
    expect(lines(`responses: [${entries}]`)).toEqual([
      expect.stringMatching(new RegExp(`responses\\[1\\]\\.${key}: found .* a second time; each exception has one`)),
    ]);
  });

  it('takes no two exceptions for one', () => {
    const apart = [
      `{ job: A, code: rpo-gap, from: 2026-10-12T02:00, ${WHO} }, { job: A, code: rpo-gap, from: 2026-10-12T02:01, ${WHO} }`,
      `{ job: A, code: rpo-gap, period: 2026-10, ${WHO} }, { job: B, code: rpo-gap, period: 2026-10, ${WHO} }`,
      `{ job: A, code: rpo-gap, period: 2026-10, ${WHO} }, { job: A, code: rpo-gap, period: 2026-W41, ${WHO} }`,
    ];
    for (const entries of apart) expect(lines(`responses: [${entries}]`)).toEqual([]);
    const both = `{ tenant: contoso, exception: EX-00000001, ${WHO} }, { tenant: fabrikam, exception: EX-00000001, ${WHO} }`;
    expect(lines(`responses: [${both}]`, TWO)).toEqual([]);
  });

  it.each([
    '',
    'responses',
    '[]',
    'responses: {}',
    'responses: [&a {x: *a}]',
    `responses: ${'['.repeat(500)}`,
    'responses: [{ __proto__: { owner: x } }]',
    '\0',
  ])('are told of %j, too', (text) => expect(lines(text).length).toBeGreaterThan(0));
});

describe('README: responses', () => {
  const text = section(readFileSync('README.md', 'utf8'), '### Responses to exceptions');
  const shape = z.object({ properties: z.object({ responses: z.object({ items: z.object({ properties: z.record(z.string(), z.unknown()) }) }) }) });

  it('has every key and no other', () => {
    const keys = Object.keys(shape.parse(z.toJSONSchema(responsesSchema, { io: 'input' })).properties.responses.items.properties);
    expect(firstColumn(text).toSorted()).toEqual(keys.toSorted());
  });

  it('has every code and no other', () => {
    const row = tableRows(text).find(([first]) => first === '`code`');
    expect(codeSpans(row?.[2] ?? '').toSorted()).toEqual([...EXCEPTION_CODES].toSorted());
  });

  it('shows an example that is accepted', () => {
    const [example = ''] = codeBlocks(text, 'yml');
    expect(read(example).get('contoso')).toHaveLength(2);
  });
});
