import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { createWorld } from '../../src/simulator/world.ts';
import { get, JOBS, logPath, NOW, openSimulator, sessionsPath } from './open-simulator.ts';

const printed = (name: string): string => readFileSync(new URL(`../../fixtures/wire/seed-${name}.json`, import.meta.url), 'utf8');
const FIRST = 'fb72761a-522f-4195-a524-c2df486ab592';
const SECOND = 'e65605a9-f414-4a35-8dab-d478863e401a';

test.each([
  ['the jobs', JOBS, printed('jobs')],
  ['the sessions of the first job', sessionsPath(FIRST), printed('sessions')],
  ['no session of the second', sessionsPath(SECOND), '[]'],
  ['the log of a listed session', logPath(FIRST, '130349ce-3d5a-4abe-b6b0-4136897b311c'), printed('log')],
  ['the log of any session', logPath(SECOND, 'any'), printed('log')],
])('the sample serves %s as the public description prints it, byte for byte', async (_, path, text) => {
  const simulator = await openSimulator({ world: createWorld({ name: 'sample', seed: 1, now: NOW }) });
  expect(await (await get(simulator, path)).text()).toBe(text);
});
