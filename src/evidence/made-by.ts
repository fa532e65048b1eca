import type { MadeBy } from './manifest-schema.ts';

type Env = Readonly<Record<string, string | undefined>>;

type Provider = { readonly provider: string; readonly sign: string; readonly runId: string; readonly project: string };

/** How each service tells a program that it runs there: variables that hold no secret. */
const PROVIDERS: readonly Provider[] = [
  { provider: 'GitHub Actions', sign: 'GITHUB_ACTIONS', runId: 'GITHUB_RUN_ID', project: 'GITHUB_REPOSITORY' },
  { provider: 'GitLab CI', sign: 'GITLAB_CI', runId: 'CI_JOB_ID', project: 'CI_PROJECT_PATH' },
  { provider: 'Azure Pipelines', sign: 'TF_BUILD', runId: 'BUILD_BUILDID', project: 'SYSTEM_TEAMPROJECT' },
  { provider: 'Jenkins', sign: 'JENKINS_URL', runId: 'BUILD_TAG', project: 'JOB_NAME' },
  { provider: 'Bitbucket Pipelines', sign: 'BITBUCKET_BUILD_NUMBER', runId: 'BITBUCKET_BUILD_NUMBER', project: 'BITBUCKET_REPO_FULL_NAME' },
  { provider: 'CircleCI', sign: 'CIRCLECI', runId: 'CIRCLE_WORKFLOW_ID', project: 'CIRCLE_PROJECT_REPONAME' },
  { provider: 'Buildkite', sign: 'BUILDKITE', runId: 'BUILDKITE_BUILD_ID', project: 'BUILDKITE_PIPELINE_SLUG' },
  { provider: 'TeamCity', sign: 'TEAMCITY_VERSION', runId: 'BUILD_NUMBER', project: 'TEAMCITY_PROJECT_NAME' },
];

const LONGEST = 200;

const valueOf = (env: Env, name: string): string | null => {
  const value = env[name]?.trim() ?? '';
  return value === '' ? null : value.slice(0, LONGEST);
};

const ciOf = (env: Env): MadeBy['ci'] => {
  const found = PROVIDERS.find(({ sign }) => valueOf(env, sign) !== null);
  if (found !== undefined) return { provider: found.provider, runId: valueOf(env, found.runId), project: valueOf(env, found.project) };
  return valueOf(env, 'CI') === null ? null : { provider: 'unknown', runId: null, project: null };
};

/** Who or what makes a bundle. Only the named variables are read: an environment holds secrets. */
export const madeBy = (env: Env, account: { readonly user: string | null; readonly host: string | null }): MadeBy => ({ ...account, ci: ciOf(env) });
