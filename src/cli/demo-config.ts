import { checkConfig } from '../config/check-config.ts';
import type { Config } from '../config/config.ts';
import { ConfigError } from '../config/mistake.ts';

/** The configuration of the demo: written, checked and read like anybody's. Paths in it are relative to `folder`. */
export const demoConfig = (baseUrl: string, folder: string): Config => {
  const written = {
    timezone: 'Europe/Berlin',
    archive: 'none',
    policy: { name: 'Demonstration policy' },
    tenants: [{ id: 'contoso', name: 'Contoso Ltd', baseUrl, apiKey: { env: 'DEMO_KEY' }, email: { to: ['backup@contoso.example'] } }],
  };
  const checked = checkConfig(JSON.stringify(written), { folder, locales: ['en'] });
  if (!checked.ok) throw new ConfigError('demo', checked.mistakes);
  return checked.config;
};
