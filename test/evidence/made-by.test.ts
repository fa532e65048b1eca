import { expect, it } from 'vitest';
import { madeBy } from '../../src/evidence/made-by.ts';

const account = { user: 'operator', host: 'host' };
const ciIn = (env: Readonly<Record<string, string>>) => madeBy(env, account).ci;

it('names the service and its run where the environment says so', () => {
  expect(ciIn({ GITHUB_ACTIONS: 'true', GITHUB_RUN_ID: '17', GITHUB_REPOSITORY: 'contoso/reports', GITHUB_TOKEN: 'secret' })).toEqual({
    provider: 'GitHub Actions',
    runId: '17',
    project: 'contoso/reports',
  });
  expect(ciIn({ CI: 'true', GITLAB_CI: 'true', CI_JOB_ID: '4', CI_PROJECT_PATH: 'contoso/reports' })).toEqual({
    provider: 'GitLab CI',
    runId: '4',
    project: 'contoso/reports',
  });
  expect(ciIn({ TF_BUILD: 'True' })).toEqual({ provider: 'Azure Pipelines', runId: null, project: null });
  expect(ciIn({ CI: '1' })).toEqual({ provider: 'unknown', runId: null, project: null });
});

it('names nobody where nothing is known', () => {
  expect(madeBy({ CI: '', PASSWORD: 'secret' }, { user: null, host: null })).toEqual({ user: null, host: null, ci: null });
  expect(madeBy({}, account)).toEqual({ ...account, ci: null });
});

it('takes no endless text', () => {
  expect(ciIn({ GITHUB_ACTIONS: 'true', GITHUB_RUN_ID: 'x'.repeat(1000) })?.runId).toHaveLength(200);
});
