import { gzipSync } from 'node:zlib';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { KEY, testSource } from './support/source.ts';
import { sendJson, startServer } from './support/server.ts';
import type { Source } from '../../src/vdc/source.ts';

const read = async (source: Source): Promise<string> => {
  const { value, failure } = await source.download('j', 's');
  if (value === null) throw new Error(failure.code);
  const chunks: Uint8Array[] = [];
  for await (const chunk of value) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
};

describe('a download', () => {
  it('brings the bytes as they are', async () => {
    const server = await startServer((_, response) =>
      response.writeHead(200, { 'content-type': 'application/octet-stream' }).end('log line\r\n\u0000é'),
    );
    expect(await read(testSource(server.url))).toBe('log line\r\n\u0000é');
    expect(server.seen[0]?.url).toBe('/v1/Reports/backup-jobs/j/job-sessions/s/logs/download');
  });

  it('may be empty, compressed or long', async () => {
    const bodies = ['', 'x', 'line\n'.repeat(200_000)];
    for (const body of bodies) {
      const server = await startServer((_, response) => response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync(body)));
      expect((await read(testSource(server.url))) === body).toBe(true);
    }
  });

  it('is tried again up to its first byte', async () => {
    const server = await startServer((request, response, turn) => {
      if (turn === 1) sendJson(response, {}, 503);
      else if (turn === 2) request.socket.destroy();
      else response.end('log');
    });
    expect(await read(testSource(server.url))).toBe('log');
    expect(server.seen).toHaveLength(3);
  });

  it('that cannot be had is a failure', async () => {
    const server = await startServer((_, response) => response.writeHead(404).end());
    expect(await testSource(server.url).download('j', 's')).toMatchObject({ value: null, failure: { code: 'not-found' } });
  });

  it('that breaks off later throws, and is not begun again', async () => {
    const server = await startServer((_, response) => {
      response.writeHead(200, { 'content-length': '100000' });
      response.write('x'.repeat(1000), () => setImmediate(() => response.socket?.destroy()));
    });
    await expect(read(testSource(server.url))).rejects.toMatchObject({ name: 'UserError', code: 'download-failed' });
    expect(server.seen).toHaveLength(1);
  });

  it('that stalls throws', async () => {
    const server = await startServer((_, response) => {
      response.writeHead(200);
      response.write('x'.repeat(1000));
    });
    const source = testSource(server.url, { timeouts: { attemptMs: 60, totalMs: 10_000 } });
    await expect(read(source)).rejects.toThrow(/timeout/u);
  });

  it('beyond the limit throws', async () => {
    const server = await startServer((_, response) => response.end('x'.repeat(100_000)));
    await expect(read(testSource(server.url, { maxBodyBytes: 80_000 }))).rejects.toThrow(/too-large/u);
  });

  it('does not bring the key', async () => {
    const server = await startServer((_, response) => response.end(`a ${KEY} b`));
    expect(await read(testSource(server.url))).toBe(`a ${'*'.repeat(KEY.length)} b`);
  });
});

describe('the place of a download among the requests in flight', () => {
  const slow =
    (body: string): Parameters<typeof startServer>[0] =>
    (request, response) => {
      if (request.url?.endsWith('download') === true) response.writeHead(200).write(body);
      else sendJson(response, []);
    };

  it('is given back when nobody reads on', async () => {
    const server = await startServer(slow('x'.repeat(1000)));
    const source = testSource(server.url, { concurrency: 1 });
    const { value } = await source.download('j', 's');
    if (value === null) throw new Error('no stream');
    for await (const chunk of value) {
      expect(chunk.length).toBeGreaterThan(0);
      break;
    }
    expect((await source.fetch({ kind: 'jobs' })).failure).toBeNull();
  });

  it('is given back in time when nobody reads at all', async () => {
    const server = await startServer(slow('x'.repeat(1000)));
    const source = testSource(server.url, { concurrency: 1, timeouts: { attemptMs: 500, totalMs: 1000 } });
    // The limits run by a clock that stands still until the stream is open: however slow the machine, no attempt is late.
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    onTestFinished(() => {
      vi.useRealTimers();
    });
    expect((await source.download('j', 's')).failure).toBeNull();
    const waiting = source.fetch({ kind: 'jobs' });
    await vi.advanceTimersByTimeAsync(499);
    expect(server.seen).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(1);
    expect((await waiting).failure).toBeNull();
  });
});
