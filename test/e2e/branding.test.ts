import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { simpleParser } from 'mailparser';
import { describe, expect, it } from 'vitest';
import { cli } from '../../src/cli/index.ts';
import { fakeWorld } from '../cli/support/fake-world.ts';
import { pngLogo, svgLogo } from '../support/branding.ts';
import { AS_OF, bundleFile, configure, openFolder, openSource, reportIn, run, tenantAt } from '../support/pipeline.ts';

const REPORT = { formats: ['html', 'json'] };
const THEME = { logo: './own.svg', mailLogo: './own.png', accent: '#fff3a0', cover: 'For the board', footer: 'Northwind' };

const open = async () => {
  const source = await openSource();
  const folder = await openFolder();
  await writeFile(join(folder, 'own.svg'), svgLogo());
  await writeFile(join(folder, 'own.png'), pngLogo());
  const configured = (theme: object, own: object = {}) =>
    configure(folder, [tenantAt(source.url, { report: { theme: own } })], { archive: './vdc-report.db', report: { ...REPORT, theme } });
  return { source, folder, configured };
};

const verify = async (folder: string, ...argv: readonly string[]) => {
  const world = fakeWorld(['verify', join(folder, 'reports', 'contoso', '2025-10'), ...argv], { cwd: folder, columns: 160, env: {} });
  return { code: await cli({ ...world, now: () => Date.parse(AS_OF) }), out: world.out() };
};

describe('a look of its own', () => {
  it('is on page and mail, in evidence and manifest, and verify makes the same page without the logo’s file', async () => {
    const { folder, configured } = await open();
    await configured(THEME, { footer: 'Contoso only' });
    const ended = await run(folder);
    expect(ended.code).toBe(0);
    expect(ended.err).toContain('text takes its shade #736d48');
    const page = (await bundleFile(folder, 'report.html')).toString();
    for (const text of ['<img class="logo"', 'For the board', 'Contoso only', '--brand-fill:#fff3a0']) expect(page).toContain(text);
    expect(page).not.toContain('Northwind');
    const mail = await simpleParser(await bundleFile(folder, 'email.eml'));
    expect(mail.attachments.map(({ contentType }) => contentType)).toEqual(['image/png']);
    expect((await bundleFile(folder, 'manifest.json')).toString()).toMatch(/"branding": "[0-9a-f]{64}"/);
    await rm(join(folder, 'own.svg'));
    await rm(join(folder, 'vdc-report.yaml'));
    const whole = await verify(folder);
    expect([whole.code, whole.out]).toEqual([0, expect.stringMatching(/report\.html/)]);

    const file = join(folder, 'reports', 'contoso', '2025-10', 'evidence', 'inputs.json');
    await writeFile(file, (await bundleFile(folder, 'evidence/inputs.json')).toString().replaceAll('Contoso only', 'Contoso late'));
    const changed = await verify(folder);
    expect(changed.code).toBe(1);
    expect(changed.out).toContain('branding');
  });

  it('that is another than in the report before is named as a change; the same is none', async () => {
    const { folder, configured } = await open();
    await configured(THEME);
    await run(folder, ['--period', '2025-09']);
    await run(folder);
    expect((await reportIn(folder)).changes).toMatchObject({ branding: false });
    await configured({ ...THEME, accent: '#0b6e4f' });
    await run(folder);
    expect((await reportIn(folder)).changes).toMatchObject({ branding: true, templates: false });
    expect((await bundleFile(folder, 'report.html')).toString()).toContain('>branding<');
    expect((await verify(folder)).code).toBe(0);
  });

  it('whose logo cannot be used stops everything before a request', async () => {
    const { source, folder, configured } = await open();
    await configured({ logo: './vdc-report.yaml' });
    const { code, err } = await run(folder);
    expect([code, source.requests.length]).toEqual([2, 0]);
    expect(err).toContain('it is neither SVG, PNG nor JPEG');
  });
});

describe('templates of its own', () => {
  it('make pages that verify compares only with the folder that made them, and says so', async () => {
    const { folder } = await open();
    const source = await openSource();
    await mkdir(join(folder, 'own', 'partials'), { recursive: true });
    await writeFile(join(folder, 'own', 'partials', 'limits.hbs'), '<section class="limits"><h2>{{l.limits}}</h2><p>House rules</p></section>');
    await configure(folder, [tenantAt(source.url, { report: { templates: './own' } })], { report: REPORT });
    expect((await run(folder)).code).toBe(0);
    expect((await bundleFile(folder, 'report.html')).toString()).toContain('House rules');
    const alone = await verify(folder);
    expect([alone.code, alone.out]).toEqual([0, expect.stringContaining('other templates were used')]);
    const together = await verify(folder, '--templates', 'own');
    expect([together.code, together.out]).toEqual([0, expect.not.stringContaining('other templates were used')]);
  });

  it('with a mistake stop everything before a request', async () => {
    const { source, folder } = await open();
    await mkdir(join(folder, 'own'));
    await writeFile(join(folder, 'own', 'report.hbs'), '<p>{{nothing}}</p>');
    await configure(folder, [tenantAt(source.url, { report: { templates: './own' } })], { report: REPORT });
    const { code, err } = await run(folder);
    expect([code, source.requests.length]).toEqual([2, 0]);
    expect(err).toContain('own/report.hbs:1 {{nothing}}: there is no "nothing"');
  });
});
