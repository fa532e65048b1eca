import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { accentOf, contrast } from '../../src/config/accent.ts';
import { loadBranding } from '../../src/config/load-branding.ts';
import { readLogoFile } from '../../src/config/logo-file.ts';
import { pngLogo, svgLogo } from '../support/branding.ts';
import { readTree, smallest, withKey } from '../docs/support/try-config.ts';

let folder = '';
beforeAll(async () => void (folder = await mkdtemp(join(tmpdir(), 'vdc-branding-'))));
afterAll(() => rm(folder, { recursive: true }));

const write = async (name: string, content: string | Uint8Array): Promise<string> => {
  const path = join(folder, name);
  await writeFile(path, content);
  return path;
};

const colour = fc.integer({ min: 0, max: 0xffffff }).map((value) => `#${value.toString(16).padStart(6, '0')}`);

describe('an accent', () => {
  it('can be read on every paper, bears white text, and keeps the colour that can', () => {
    fc.assert(
      fc.property(colour, (written) => {
        const { fill, light, dark } = accentOf(written);
        expect(fill).toBe(written);
        for (const paper of ['#ffffff', '#f5f7f9', '#eef1f4']) expect(contrast(light, paper)).toBeGreaterThanOrEqual(4.5);
        for (const paper of ['#10181f', '#18222b', '#161e26']) expect(contrast(dark, paper)).toBeGreaterThanOrEqual(4.5);
        if (contrast(written, '#eef1f4') >= 4.5) expect(light).toBe(written);
      }),
      { numRuns: 1000 },
    );
  });

  it('has the contrast that WCAG defines', () => {
    expect(contrast('#000000', '#ffffff')).toBe(21);
    expect(contrast('#777777', '#ffffff')).toBeCloseTo(4.478, 3);
    expect(accentOf('#FFF3A0')).toEqual({ fill: '#fff3a0', light: '#736d48', dark: '#fff3a0' });
  });
});

describe('a logo', () => {
  it('is what its bytes are, whatever it is called', async () => {
    expect(await readLogoFile(await write('really.svg', pngLogo(40, 10)))).toMatchObject({ type: 'image/png', width: 40, height: 10 });
    const frame = Buffer.from('ffd8ffe000104a46494600010100000100010000ffc00011080020004003011100021101031101', 'hex');
    expect(await readLogoFile(await write('photo.png', frame))).toMatchObject({ type: 'image/jpeg', width: 64, height: 32 });
    const drawn = `\ufeff<?xml version="1.0"?>\n<!-- a > b -->\n<!DOCTYPE svg PUBLIC "a" "b">\n${svgLogo('', 'width="30px" height=\'20\'')}`;
    expect(await readLogoFile(await write('drawn.jpg', drawn))).toMatchObject({ type: 'image/svg+xml', width: 30, height: 20 });
    expect(await readLogoFile(await write('box.svg', svgLogo('<image href="data:image/png;base64,AA=="/><use href="#a"/>')))).toMatchObject({
      width: 240,
    });
  });

  it.each([
    ['neither SVG, PNG nor JPEG', '<html><svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"></svg></html>'],
    ['neither SVG, PNG nor JPEG', 'GIF89a'],
    ['damaged or cut off', pngLogo().subarray(0, 40)],
    ['damaged or cut off', Buffer.from('ffd8ffe0', 'hex')],
    ['5000 × 1 pixels', pngLogo(5000, 1)],
    ['larger than 200 kB', Buffer.alloc(200_001)],
    ['says no size', svgLogo('', '')],
    ['says no size', svgLogo('', 'viewBox="0 0 0 60"')],
    ['has no xmlns', '<svg viewBox="0 0 1 1"></svg>'],
    ['holds a script', svgLogo('<script>alert(1)</script>')],
    ['holds HTML', svgLogo('<foreignObject><p>hi</p></foreignObject>')],
    ['declares entities', `<!DOCTYPE svg [<!ENTITY a "aaaa">]>${svgLogo('&a;')}`],
    ['outside itself', svgLogo('<image href="https://logo.example/a.png"/>')],
    ['outside itself', svgLogo('<use xlink:href = "//logo.example/a.svg#x"/>')],
    ['outside itself', svgLogo('<rect style="fill:url( \'https://logo.example/a\')"/>')],
    ['imports a style sheet', svgLogo('<style>@import "a.css";</style>')],
  ])('that is none says why: %s', async (why, content) => {
    const said = await readLogoFile(await write('logo', content));
    expect(said).toContain(`the logo ${join(folder, 'logo')} cannot be used: `);
    expect(said).toContain(why);
  });

  it('that is missing is named', async () => {
    expect(await readLogoFile(join(folder, 'none.svg'))).toBe(`the logo ${join(folder, 'none.svg')} does not exist`);
  });
});

const tenantsWith = (theme: Readonly<Record<string, string>>) => {
  const tree = Object.entries(theme).reduce((grown, [key, value]) => withKey(grown, `report.theme.${key}`, value), smallest());
  return readTree(tree).config.tenants;
};

describe('the look of a tenant', () => {
  it('is none where nothing is written', async () => {
    expect(await loadBranding(tenantsWith({}))).toEqual({ brandings: new Map(), notices: [] });
  });

  it('is read with its files, and says what it changes or leaves out', async () => {
    const logo = await write('mine.svg', svgLogo());
    const [tenant] = tenantsWith({ logo, accent: '#FFF3A0', cover: 'For the board', footer: 'Northwind' });
    const { brandings, notices } = await loadBranding(tenant === undefined ? [] : [tenant]);
    expect(brandings.get(tenant?.id ?? '')).toMatchObject({
      logo: { width: 240 },
      mailLogo: null,
      accent: { fill: '#fff3a0' },
      cover: 'For the board',
      footer: 'Northwind',
    });
    expect(notices).toEqual([
      'report.theme.accent #FFF3A0 has a contrast of 1.1:1 on white, too little to be read; text takes its shade #736d48, fills keep it.',
      expect.stringContaining('the mail goes without the logo'),
    ]);
  });

  it('takes a PNG for the mail, too, and an own one where it is named', async () => {
    const png = await write('mine.png', pngLogo());
    const svg = await write('mine.svg', svgLogo());
    const mailLogos = async (theme: Readonly<Record<string, string>>) => {
      const { brandings, notices } = await loadBranding(tenantsWith(theme));
      return [[...brandings.values()].map(({ mailLogo }) => mailLogo?.type), notices];
    };
    expect(await mailLogos({ logo: png })).toEqual([['image/png'], []]);
    expect(await mailLogos({ logo: svg, mailLogo: png })).toEqual([['image/png'], []]);
  });

  it('names every logo that cannot be used, once, before anything runs', async () => {
    const [first] = tenantsWith({ logo: join(folder, 'no.svg'), mailLogo: await write('mail.svg', svgLogo()) });
    const [second] = tenantsWith({ mailLogo: join(folder, 'mail.svg') });
    const both = [first, second].filter((each) => each !== undefined);
    await expect(loadBranding(both)).rejects.toMatchObject({
      code: 'logo-unusable',
      message: expect.stringMatching(/no\.svg does not exist\.\n.*mail\.svg is SVG, and mail programs show none/s) as unknown,
    });
  });
});

describe('a tenant’s own look', () => {
  const read = (own: object) => {
    const tree = withKey(withKey(smallest(), 'report.theme', { logo: '/a.svg', mailLogo: '/a.png', footer: 'All' }), 'tenants[].report', {
      theme: own,
    });
    return readTree(tree).config.tenants.map(({ report }) => report.theme);
  };

  it('replaces the common one key by key; its logo never goes with the common one for mail', () => {
    expect(read({ cover: 'Mine' })).toEqual([{ logo: '/a.svg', mailLogo: '/a.png', accent: null, cover: 'Mine', footer: 'All' }]);
    expect(read({ logo: '/b.svg' })).toEqual([{ logo: '/b.svg', mailLogo: null, accent: null, cover: null, footer: 'All' }]);
    expect(read({ mailLogo: '/b.png' })).toEqual([{ logo: '/a.svg', mailLogo: '/b.png', accent: null, cover: null, footer: 'All' }]);
  });
});
