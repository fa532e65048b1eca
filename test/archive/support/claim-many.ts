import { openSqliteArchive } from '../../../src/archive/sqlite/open.ts';
import { HOUR, MINUTE } from '../../../src/model/instant.ts';
import { bodyReader } from '../../../src/vdc/read/body-reader.ts';

/** Run as a process of its own: claims all of many appointments in their order, and says each that it has got when it is done. */
const [file = '', owner = '', count = '0'] = process.argv.slice(2);
const start = Date.UTC(2026, 8, 1);

const { agenda, close } = await openSqliteArchive(file, bodyReader);
for (let index = 0; index < Number(count); index += 1) {
  const instant = start + index * HOUR;
  const tenantId = `tenant-${String(index % 5)}`;
  const claim = {
    schedule: 'hourly',
    tenantId,
    instant,
    periodKey: String(index),
    now: instant,
    owner,
    until: instant + MINUTE,
    isGone: () => false,
  };
  const held = await agenda.claim(claim);
  if (held !== null && (await held.finish({ at: instant + 1, state: 'done', code: null, nextAttemptAt: null }))) process.stdout.write(`${index}\n`);
}
await close();
