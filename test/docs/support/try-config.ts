import { checkConfig } from '../../../src/config/check-config.ts';
import type { Config } from '../../../src/config/config.ts';
import { LOCALES } from '../../../src/messages/catalogue.ts';

export type Tree = { [key: string]: unknown };

const isTree = (value: unknown): value is Tree => typeof value === 'object' && value !== null && !Array.isArray(value);

/** A configuration without anything optional, but with one of everything that holds optional keys. */
export const smallest = (): Tree => ({
  timezone: 'Europe/Berlin',
  policy: {},
  tenants: [{ id: 'a', baseUrl: 'https://h.example/v1', apiKey: { env: 'KEY' }, email: { to: ['a@h.example'] } }],
  report: {},
  signing: { timestamp: { url: 'https://tsa.example/tsr' } },
  smtp: { host: 'mail.example', from: 'b@h.example' },
  schedules: [{ name: 'monthly', cron: '0 6 1 * *', period: 'previous-month' }],
});

const childOf = (tree: Tree, step: string): Tree => {
  const name = step.replace('[]', '');
  const held = step.endsWith('[]') ? [tree[name]].flat()[0] : (tree[name] ??= {});
  if (!isTree(held)) throw new Error(`${step} holds no keys here`);
  return held;
};

/** The tree with `value` at a path such as `tenants[].timeouts.total`, in the first of each list. */
export const withKey = (tree: Tree, path: string, value: unknown): Tree => {
  const steps = path.split('.');
  const last = steps.pop() ?? '';
  steps.reduce(childOf, tree)[last] = value;
  return tree;
};

export const readText = (text: string): { config: Config; notices: readonly string[] } => {
  const checked = checkConfig(text, { folder: '/etc/vdc-report', locales: LOCALES });
  if (!checked.ok) throw new Error(checked.mistakes.map(({ path, text: words }) => `${path.join('.')}: ${words}`).join('\n'));
  return checked;
};

export const readTree = (tree: Tree) => readText(JSON.stringify(tree));
