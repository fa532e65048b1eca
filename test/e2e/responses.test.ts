import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { cli } from '../../src/cli/index.ts';
import { fakeWorld } from '../cli/support/fake-world.ts';
import { AS_OF, bundleFile, configure, openFolder, openSource, reportIn, run, tenantAt } from '../support/pipeline.ts';

const verify = async (folder: string) => {
  const world = fakeWorld(['verify', join(folder, 'reports', 'contoso', '2025-10')], { cwd: folder, columns: 160, env: {} });
  return { code: await cli({ ...world, now: () => Date.parse(AS_OF) }), out: world.out() };
};

const answer = (id: string, owner: string): string => `  - { exception: ${id}, owner: ${owner}, cause: The API was down }\n`;

describe('a file of responses', () => {
  it('fills the register, enters the inputs, and verifies; those of nobody stay at home', async () => {
    const source = await openSource({ faults: ['500@job=2'] });
    const folder = await openFolder();
    await configure(folder, [tenantAt(source.url)], { responses: './responses.yaml' });
    await writeFile(join(folder, 'responses.yaml'), 'responses: []\n');
    expect((await run(folder)).code).toBe(3);
    const plain = await reportIn(folder);
    expect(plain.exceptions.map(({ code }) => code)).toEqual(['not-evaluable']);
    expect(plain.register).toMatchObject({ total: 1, unanswered: 1 });

    const [open] = plain.exceptions;
    await writeFile(join(folder, 'responses.yaml'), `responses:\n${answer(open?.id ?? '', 'Jo Weber')}${answer('EX-00000000', 'Somebody Else')}`);
    await run(folder);
    const answered = await reportIn(folder);
    expect(answered.exceptions).toEqual([{ ...open, response: expect.objectContaining({ owner: 'Jo Weber' }) as unknown }]);
    expect(answered.supersedes?.reason).toBe('other policy, responses or instant');
    const inputs = (await bundleFile(folder, 'evidence/inputs.json')).toString();
    expect(inputs).toContain('Jo Weber');
    expect(inputs).not.toContain('Somebody Else');
    expect((await bundleFile(folder, 'report.html')).toString()).toContain('Jo Weber');
    expect((await verify(folder)).code).toBe(0);
  });

  it('with a mistake, or missing, stops everything before a request', async () => {
    const source = await openSource();
    const folder = await openFolder();
    await configure(folder, [tenantAt(source.url)], { responses: './responses.yaml' });
    const missing = await run(folder);
    expect([missing.code, missing.err]).toEqual([2, expect.stringContaining('there is no such file')]);
    await writeFile(join(folder, 'responses.yaml'), 'responses:\n  - exception: EX-1\n    owner: Jo\n');
    const wrong = await run(folder);
    expect(wrong.code).toBe(2);
    expect(wrong.err).toContain('responses.yaml:2:16 responses[0].exception: found "EX-1"; expected an id such as EX-3f9a1c07');
    expect(wrong.err).toContain('responses[0].cause: missing; expected a sentence');
  });
});
