import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkConfig } from '../../src/config/check-config.ts';
import { starterText, writeStarter } from '../../src/config/starter.ts';
import { starterSections } from '../../src/config/starter-sections.ts';
import { LOCALES } from '../../src/messages/catalogue.ts';
import { expectGolden } from '../support/golden.ts';

const ANSWERS = {
  id: 'contoso',
  name: 'Contoso Ltd',
  baseUrl: 'https://vdc-api.example/v1',
  keyEnv: 'CONTOSO_VDC_KEY',
  timezone: 'Europe/Berlin',
};
const FOLDER = '/srv/backup';

describe('the configuration to begin with', () => {
  it('is this text', () => {
    const text = starterText(starterSections(ANSWERS));
    expect(Math.max(...text.split('\n').map((line) => line.length))).toBeLessThanOrEqual(80);
    expectGolden('init/vdc-report.yaml', text);
  });

  it('is valid as it stands, without a word about keys that do nothing', () => {
    expect(checkConfig(starterText(starterSections(ANSWERS)), { folder: FOLDER, locales: LOCALES })).toMatchObject({
      ok: true,
      notices: [],
      config: {
        timezone: 'Europe/Berlin',
        archive: '/srv/backup/vdc-report.db',
        tenants: [{ id: 'contoso', name: 'Contoso Ltd' }],
        smtp: null,
        schedules: [],
      },
    });
  });

  it('is valid with every part switched on, by taking away the # of each of its lines', () => {
    const text = starterText(starterSections(ANSWERS));
    const on = text.replaceAll(/^#(?! |$)/gm, '').replaceAll(/^#( {2,}\S)/gm, '$1');
    expect(on).toBe(starterText(starterSections(ANSWERS).map((section) => ({ ...section, active: true }))));
    expect(checkConfig(on, { folder: FOLDER, locales: LOCALES })).toMatchObject({
      ok: true,
      config: {
        policy: { jobs: [{ match: 'SharePoint*' }] },
        tenants: [{ email: { to: [{ address: 'backup@customer.example' }] } }],
        smtp: { host: 'smtp.example' },
        schedules: [{ name: 'monthly' }],
        signing: { key: { file: '/srv/backup/signing.pem' } },
      },
    });
  });

  it('holds any name as it is', () => {
    const name = fc.string({ unit: 'binary', minLength: 1, maxLength: 60 }).filter((text) => /^[^\p{Cc}\p{Cs}\u2028\u2029]+$/u.test(text));
    fc.assert(
      fc.property(name, (written) => {
        const starter = writeStarter({ ...ANSWERS, name: written }, FOLDER, LOCALES);
        if (!starter.ok) throw new Error(JSON.stringify(starter.wrong));
        const checked = checkConfig(starter.text, { folder: FOLDER, locales: LOCALES });
        expect(checked.ok && checked.config.tenants[0]?.name).toBe(written);
      }),
      { numRuns: 1000 },
    );
  });

  it('is not written with an answer that is wrong, and each is named', () => {
    const starter = writeStarter({ id: 'No!', name: '', baseUrl: 'ftp://x', keyEnv: 'a b', timezone: 'Berlin' }, FOLDER, LOCALES);
    expect(starter.ok ? [] : starter.wrong.map(({ answer }) => answer).toSorted()).toEqual(['baseUrl', 'id', 'keyEnv', 'name', 'timezone']);
  });
});
