import { describe, expect, it } from 'vitest';
import { configure, openFolder, openSource, run, tenantAt } from '../support/pipeline.ts';

const SENTENCE = /^Note: The browser that prints the PDF runs without its own sandbox: .+$/gm;

/** Two tenants with a PDF each, printed as the user who runs the tests. */
const runTwo = async (argv: readonly string[]) => {
  const simulator = await openSource();
  const folder = await openFolder();
  const tenants = ['contoso', 'fabrikam'].map((id) => tenantAt(simulator.url, { id, name: id }));
  await configure(folder, tenants, { report: { formats: ['pdf'] } });
  return run(folder, argv);
};

describe.runIf(process.getuid?.() === 0)('printing as root', () => {
  it('says once, on standard error, that the browser has no sandbox', async () => {
    const { code, out, err } = await runTwo(['--json']);
    expect(code).toBe(0);
    expect(err.match(SENTENCE)).toHaveLength(1);
    expect(JSON.parse(out)).toMatchObject({ exitCode: 0 });
  });

  it('says nothing with --quiet', async () => {
    expect(await runTwo(['--quiet'])).toMatchObject({ code: 0, err: '' });
  });
});
