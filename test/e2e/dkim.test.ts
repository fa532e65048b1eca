import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { HOUR } from '../../src/model/instant.ts';
import { startMailServer, type Received } from '../deliver/support/mail-servers.ts';
import { AS_OF, configure, KEY, openFolder, openSource, PERIOD, tenantAt } from '../support/pipeline.ts';
import { dkimPair, verifyDkim } from '../support/verify-dkim.ts';
import { typeAt } from './archive-source.ts';

const NOW = Date.parse(AS_OF);
const { pem, publicKey } = dkimPair();

const openPlace = async (dkim: Readonly<Record<string, unknown>> = { selector: 's1', key: { file: './dkim.pem' } }) => {
  const simulator = await openSource();
  const { port, received } = await startMailServer();
  const folder = await openFolder();
  await writeFile(join(folder, 'dkim.pem'), pem, { mode: 0o600 });
  const smtp = { host: '127.0.0.1', port, tls: 'none', from: 'Backup reports <reports@mail.sender.example>', dkim };
  await configure(folder, [tenantAt(simulator.url, { email: { to: ['backup@contoso.example'] } })], {
    archive: './vdc-report.db',
    smtp,
    operators: ['ops@sender.example'],
    report: { formats: ['html', 'pdf'] },
  });
  const type = (line: string, at = NOW, env: Readonly<Record<string, string>> = {}) => typeAt(folder, at, line.split(' '), { VDC_KEY: KEY, ...env });
  return { folder, received, type };
};

const verdictOf = (mail: Received | undefined) => {
  const { body, signature, tags } = verifyDkim(Buffer.from(mail?.raw ?? ''), publicKey) ?? {};
  return [body, signature, tags?.get('d'), tags?.get('s')];
};

describe('mails that are signed', () => {
  it('hold as they arrive, are what email.eml holds, and are the same when they are made again', async () => {
    const { folder, received, type } = await openPlace();
    const { code, out, err } = await type(`run --period ${PERIOD}`);
    expect([code, received.length]).toEqual([0, 1]);
    expect(verdictOf(received[0])).toEqual([true, true, 'mail.sender.example', 's1']);
    const filed = await readFile(join(folder, 'reports/contoso', PERIOD, 'email.eml'));
    expect(filed.equals(Buffer.from(received[0]?.raw ?? ''))).toBe(true);
    const words = pem.split('\n').filter((line) => line.length > 30);
    expect(words.filter((word) => `${out}${err}`.includes(word))).toEqual([]);
    expect((await type(`verify reports/contoso/${PERIOD}`)).code).toBe(0);
    const dry = await type(`send reports/contoso/${PERIOD} --dry-run`);
    expect(dry.code).toBe(0);
    expect((await readFile(join(folder, `contoso-${PERIOD}.eml`))).equals(filed)).toBe(true);
  });

  it('so are those to the operators', async () => {
    const { received, type } = await openPlace({ selector: 's1', domain: 'sender.example', key: { env: 'DKIM' } });
    expect((await type(`run --period ${PERIOD}`, NOW + HOUR, { VDC_KEY: 'wrong', DKIM: pem })).code).toBe(3);
    expect(received.map(({ to }) => to)).toEqual([['ops@sender.example']]);
    expect(verdictOf(received[0])).toEqual([true, true, 'sender.example', 's1']);
  });

  it('a key that is missing or none is a mistake, and nothing is done', async () => {
    const { received, type } = await openPlace({ selector: 's1', key: { env: 'DKIM' } });
    for (const [env, reason] of [
      [{}, 'DKIM is not set; it should hold the DKIM key.'],
      [{ DKIM: 'canary' }, 'DKIM holds no private key in PEM form without a passphrase; it should hold the DKIM key.'],
    ] as const) {
      const { code, err } = await type(`run --period ${PERIOD}`, NOW, env);
      expect([code, err]).toEqual([2, expect.stringContaining(reason)]);
      expect(err).not.toContain('canary');
    }
    expect(received).toEqual([]);
  });
});
