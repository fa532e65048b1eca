import { checkConfig } from '../../../src/config/check-config.ts';
import { ConfigError } from '../../../src/config/mistake.ts';

export const check = (text: string) => checkConfig(text, { folder: '/etc/vdc', locales: ['en'] });

/** Every mistake in a configuration, as it is printed. */
export const lines = (text: string): readonly string[] => {
  const checked = check(text);
  return checked.ok
    ? []
    : new ConfigError('f', checked.mistakes).message
        .split('\n')
        .slice(1)
        .map((line) => line.trim());
};

const TENANT = '{ id: a, baseUrl: https://h.example/v1, apiKey: { env: KEY } }';
/** A configuration that is right but for what is added. */
export const around = (more: string, tenant = TENANT): string => `timezone: UTC\ntenants:\n  - ${tenant}\n${more}`;
