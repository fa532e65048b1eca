import { gunzipSync } from 'node:zlib';
import { writeFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import { join } from 'node:path';
import { simpleParser } from 'mailparser';
import { expect, it, onTestFinished } from 'vitest';
import { refusal, startMailServer, TEST_CA } from '../deliver/support/mail-servers.ts';
import { AS_OF, configure, openFolder, PERIOD, readTree, startProgram, tenantAt } from '../support/pipeline.ts';

/** With every character that JSON, a URL, HTML or a regular expression writes in another way. */
const SECRET = 'sekret-4711-"<&>\\/+=%$';
const PASSWORD = 'pässwort 0815 "<&>\\/+=%$ ende';

const encodings = (secret: string): readonly string[] => {
  const base64 = Buffer.from(secret).toString('base64');
  const login = Buffer.from(`\0reports\0${secret}`).toString('base64');
  const json = JSON.stringify(secret).slice(1, -1);
  const html = secret.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
  return [secret, base64, base64.replace(/=+$/, ''), login, json, JSON.stringify(json).slice(1, -1), html, encodeURIComponent(secret)];
};

const JOBS = ['echo-500', 'echo-403', 'echo-html', 'echo-redirect', 'echo-ok'];
const SESSION = { progress: 1, status: 'Warning', processedObjects: 1, jobId: null, copyJobId: null, jobType: 'Backup' };

/** What a careless server says back: the key as it came, as JSON and as a URL write it. */
const echoOf = (request: IncomingMessage): string => {
  const key = String(request.headers['x-api-key']);
  return `You sent ${key} or ${encodeURIComponent(key)} in ${request.rawHeaders.join(' ')}`;
};

type Said = { readonly status: number; readonly body: string; readonly location?: string };

const answer = (url: string, echo: string): Said => {
  if (url.endsWith('/logs')) {
    const at = '2025-10-05T02:00:00Z';
    return {
      status: 200,
      body: JSON.stringify([
        { id: '1', title: `[Warning] Processing mailbox a@x.example completed with warning: ${echo}`, creationTime: at, endTime: at },
      ]),
    };
  }
  if (url.includes('echo-500')) return { status: 500, body: JSON.stringify({ message: echo, detail: echo }) };
  if (url.includes('echo-403')) return { status: 403, body: JSON.stringify({ title: echo, errors: [{ message: echo }] }) };
  if (url.includes('echo-html')) return { status: 200, body: `<html>${echo}</html>` };
  if (url.includes('echo-redirect')) return { status: 302, body: echo, location: `https://elsewhere.example/?${encodeURIComponent(echo)}` };
  if (url.includes('echo-ok'))
    return {
      status: 200,
      body: JSON.stringify([{ ...SESSION, id: 'run', status: echo, creationTime: '2025-10-05T02:00:00Z', endTime: '2025-10-05T02:09:00Z' }]),
    };
  const record = { jobType: 'Backup', backupType: echo, isEnabled: true, lastRun: null, lastStatus: echo, nextRun: null };
  return { status: 200, body: JSON.stringify(JOBS.map((id) => ({ ...record, id, name: `${id} ${echo}` }))) };
};

const openEcho = async (): Promise<string> => {
  const server: Server = createServer((request, response) => {
    const { status, body, location } = answer(request.url ?? '', echoOf(request));
    const key = String(request.headers['x-api-key']);
    const headers = { 'content-type': `application/json; key=${key}`, 'x-request-id': key, etag: encodeURIComponent(key) };
    response.writeHead(status, { ...headers, ...(location === undefined ? {} : { location }) }).end(body);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const address = server.address();
  return `http://127.0.0.1:${typeof address === 'object' && address !== null ? String(address.port) : ''}/v1`;
};

it('neither the key nor the mail password comes back, in whatever form a server repeats it', async () => {
  const logins: string[] = [];
  const { port } = await startMailServer({
    authOptional: false,
    onAuth: (login, _session, done) => {
      const password = login.password ?? '';
      logins.push(password);
      done(refusal(535, `no ${password} and no ${Buffer.from(password).toString('base64')}`), undefined);
    },
  });
  const folder = await openFolder();
  const tenant = tenantAt(await openEcho(), { email: { to: ['a@x.example'] }, timeouts: { attempt: '5s', total: '1500ms' } });
  const smtp = { host: 'localhost', port, user: 'reports', password: { env: 'MAIL_PASSWORD' }, from: 'reports@sender.example' };
  await configure(folder, [tenant], {
    smtp,
    report: { uncertain: 'recipients', formats: ['html', 'pdf', 'json', 'csv', 'junit', 'markdown'], logs: 'all' },
  });
  const ca = join(await openFolder(), 'ca.pem');
  await writeFile(ca, TEST_CA);
  const env = { VDC_KEY: SECRET, MAIL_PASSWORD: PASSWORD, NODE_EXTRA_CA_CERTS: ca };
  const argv = ['run', '--period', PERIOD, '--as-of', AS_OF, '--json', '--verbose'];
  const { code, out, err } = await startProgram(folder, argv, env).ended;
  expect([code, logins, err]).toEqual([3, [PASSWORD], expect.not.stringContaining('bug')]);
  expect(out).toContain('(auth-refused). The server said: 535 no *** and no ***');
  const files = await readTree(folder);
  expect(files.size).toBeGreaterThan(10);
  expect(files.get(`reports/contoso/${PERIOD}/report.json`)?.toString()).toContain('You sent [key]');
  const mail = await simpleParser(files.get(`reports/contoso/${PERIOD}/email.eml`) ?? '');
  const read = { stdout: out, stderr: err, 'page of the mail': String(mail.html), 'text of the mail': String(mail.text) };
  const unpacked = [...files].map(([name, bytes]) => [name, name.endsWith('.gz') ? gunzipSync(bytes) : bytes] as const);
  const all = [...unpacked, ...Object.entries(read).map(([name, text]) => [name, Buffer.from(text)] as const)];
  const forms = [SECRET, PASSWORD].flatMap(encodings);
  for (const [name, bytes] of all) {
    for (const form of forms) expect([name, form, bytes.includes(form)]).toEqual([name, form, false]);
  }
});
