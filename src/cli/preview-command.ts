import { stat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import type { TenantConfig } from '../config/config.ts';
import { UsageError } from '../errors.ts';
import type { PreviewLook, PreviewRequest } from '../run/preview.ts';
import { WORLD_NAMES } from '../simulator/wire.ts';
import type { Command } from './command.ts';
import { EXIT } from './exit-code.ts';
import { numberOption, textOption, textPositional } from './option-kinds.ts';
import type { Action, Shell } from './shell.ts';
import { untilAborted } from './until-aborted.ts';
import { VOICE_OPTIONS } from './voice-options.ts';

const OPTIONS = {
  templates: textOption('templates', 'Folder with templates of your own; default: the one of the tenant'),
  config: textOption('config', 'Configuration file whose look and templates are shown; default: none'),
  tenant: textOption('tenant', 'The tenant of the configuration whose look is shown; default: the first'),
  port: numberOption('port', 'Port on 127.0.0.1; 0: any free one (default 0)', [0, 65535]),
  ...VOICE_OPTIONS,
} as const;

type Args = {
  readonly [Name in 'subject' | 'templates' | 'config' | 'tenant']: string | undefined;
} & { readonly port: number | undefined };

const DEFAULT_WORLD = 'troubled';

const isWorld = (name: string): name is (typeof WORLD_NAMES)[number] => WORLD_NAMES.some((known) => known === name);

const tenantIn = async ({ config, tenant }: Args, shell: Shell): Promise<TenantConfig> => {
  const { loadConfig } = await import('../config/load-config.ts');
  const { tenants } = (await loadConfig(config, shell.world)).config;
  const found = tenant === undefined ? tenants[0] : tenants.find(({ id }) => id === tenant);
  if (found !== undefined) return found;
  throw new UsageError('no-tenant', `There is no tenant ${tenant ?? ''}; there are: ${tenants.map(({ id }) => id).join(', ')}.`);
};

/** Read for every page: the configuration is part of what is being worked on. */
const lookFor =
  (args: Args, shell: Shell): PreviewRequest['look'] =>
  async (): Promise<PreviewLook> => {
    const own = args.templates === undefined ? null : resolve(shell.world.cwd, args.templates);
    if (args.config === undefined) return { templates: own, branding: null, paper: 'A4' };
    const { loadBranding } = await import('../config/load-branding.ts');
    const tenant = await tenantIn(args, shell);
    const { brandings } = await loadBranding([tenant]);
    return { templates: own ?? tenant.report.templates, branding: brandings.get(tenant.id) ?? null, paper: tenant.report.paper };
  };

const exists = (path: string): Promise<boolean> =>
  stat(path).then(
    () => true,
    () => false,
  );

const subjectOf = async (named: string, shell: Shell): Promise<PreviewRequest['subject']> => {
  if (!isWorld(named)) {
    const path = resolve(shell.world.cwd, named);
    if (await exists(path)) return { path };
    throw new UsageError('preview-unknown', `There is neither a file or folder ${path} nor a simulated tenant ${JSON.stringify(named)}.`, {
      hint: `Name the folder of a bundle, a report.json, or one of ${WORLD_NAMES.join(', ')}.`,
    });
  }
  const { demoConfig } = await import('./demo-config.ts');
  const { sampleReport } = await import('../run/sample-report.ts');
  const [tenant] = demoConfig('https://vdc.example/v1', shell.world.cwd).tenants;
  if (tenant === undefined) throw new RangeError('the demonstration has no tenant');
  return { report: await sampleReport(named, { ...tenant, apiKey: '' }, shell.world.version) };
};

/** Everything that the look is made of, as far as it is known when the preview begins. */
const watchedBy = async ({ config, templates }: Args, look: PreviewLook, shell: Shell): Promise<PreviewRequest['watched']> => [
  ...(look.templates === null ? [] : [{ path: look.templates, deep: true }]),
  ...(config === undefined ? [] : [{ path: dirname(resolve(shell.world.cwd, config)), deep: false }]),
  ...(templates === undefined ? [] : [{ path: dirname(resolve(shell.world.cwd, templates)), deep: false }]),
];

const howToUse = (url: string): string =>
  [
    `The page:  ${url}/`,
    `On paper:  ${url}/paper`,
    `The mail:  ${url}/mail`,
    '',
    'Each is shown again when the report, a template or the look changes. Ctrl+C ends it.',
  ].join('\n');

const previewAction =
  (args: Args): Action =>
  async (shell) => {
    if (args.tenant !== undefined && args.config === undefined)
      throw new UsageError('bad-usage', '--tenant needs --config: the configuration that names the tenant.');
    const { preview } = await import('../run/preview.ts');
    const subject = await subjectOf(args.subject ?? DEFAULT_WORLD, shell);
    const look = lookFor(args, shell);
    const server = await preview({ subject, look, watched: await watchedBy(args, await look(), shell), port: args.port ?? 0 });
    try {
      shell.result(shell.voice.json ? JSON.stringify({ url: server.url }) : howToUse(server.url));
      await untilAborted(shell.signal);
    } finally {
      await server.close();
    }
    return EXIT.done;
  };

export const previewCommand: Command = {
  name: 'preview',
  options: Object.keys(OPTIONS),
  register: (yargs, choose) =>
    yargs.command(
      'preview [subject]',
      'Show a report in a browser on this machine, again after every change of it or of its templates',
      (command) =>
        command
          .positional(
            'subject',
            textPositional(
              'preview',
              `Folder of a bundle or a report.json; or a simulated tenant: ${WORLD_NAMES.join(', ')} (default ${DEFAULT_WORLD})`,
            ),
          )
          .options(OPTIONS)
          .example('$0 preview --templates my-templates', 'a simulated tenant, while templates are edited')
          .example('$0 preview reports/contoso/2026-10 --config vdc-report.yaml', 'a report of your own, with your look'),
      (args) => choose(args, previewAction(args)),
    ),
};
