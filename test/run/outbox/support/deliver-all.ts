import { openSqliteArchive } from '../../../../src/archive/sqlite/open.ts';
import { deliverDue } from '../../../../src/run/outbox/deliver-due.ts';
import { bodyReader } from '../../../../src/vdc/read/body-reader.ts';

/** Run as a process of its own: sends what is due of one tenant through a server on this machine. */
const [file = '', port = '', ...addresses] = process.argv.slice(2);
const archive = await openSqliteArchive(file, bodyReader);
const entries = await deliverDue(
  {
    outbox: archive.outbox,
    tenant: { id: 'contoso', email: { to: addresses.map((address) => ({ name: null, address })), cc: [], bcc: [] } },
    operators: [],
    smtp: {
      host: '127.0.0.1',
      port: Number(port),
      tls: 'none',
      user: null,
      password: null,
      ca: null,
      timeout: 60_000,
      maxSize: null,
      oauth2: null,
      token: null,
      dkim: null,
      from: { name: null, address: 'r@sender.example' },
    },
    signal: new AbortController().signal,
  },
  { now: Date.now },
);
await archive.close();
process.stdout.write(`${String(entries.length)}\n`);
