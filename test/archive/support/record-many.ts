import { openSqliteArchive } from '../../../src/archive/sqlite/open.ts';
import { DAY, HOUR } from '../../../src/model/instant.ts';
import { bodyReader } from '../../../src/vdc/read/body-reader.ts';
import { collectAt, regularRuns } from './source.ts';

/** Run as a process of its own: records one day after the other for a tenant, and says each day when it is stored. */
const [file = '', tenantId = '', first = '0', days = '0'] = process.argv.slice(2);
const start = Date.UTC(2026, 8, 1);
const jobs = ['a', 'b', 'c'].map((id) => ({ id, name: id, runs: regularRuns(id, start, start + 90 * DAY, HOUR) }));

const archive = await openSqliteArchive(file, bodyReader);
process.stdout.write('open\n');
for (let day = Number(first); day < Number(first) + Number(days); day += 1) {
  const evidence = collectAt(jobs, start + day * DAY, { retention: 10 * DAY });
  await archive.record({ tenantId, evidence, tool: 'test 1' });
  process.stdout.write(`${day}\n`);
}
await archive.close();
