import { UsageError } from '../errors.ts';
import type { Command } from './command.ts';
import { EXIT } from './exit-code.ts';
import { choicePositional } from './option-kinds.ts';
import type { Action } from './shell.ts';

const WHICH = ['config', 'report', 'portfolio'] as const;
type Which = (typeof WHICH)[number];

const schemaOf = async (which: Which): Promise<object> => {
  const { z } = await import('zod');
  if (which === 'config') {
    const { writtenSchema } = await import('../config/written.ts');
    return { $id: 'urn:vdc-report:schema:config:1', ...z.toJSONSchema(writtenSchema, { io: 'input' }) };
  }
  if (which === 'portfolio') {
    const { portfolioSchema } = await import('../model/portfolio.ts');
    return { $id: 'urn:vdc-report:schema:portfolio:1', title: 'portfolio.json of vdc-report, version 1', ...z.toJSONSchema(portfolioSchema) };
  }
  const { reportSchema } = await import('../model/report.ts');
  return { $id: 'urn:vdc-report:schema:report:1', title: 'report.json of vdc-report, version 1', ...z.toJSONSchema(reportSchema) };
};

const schemaAction =
  (which: Which | undefined): Action =>
  async (shell) => {
    if (which === undefined)
      throw new UsageError('bad-usage', 'schema expects config, report or portfolio.', { hint: 'Write "vdc-report schema config".' });
    shell.result(JSON.stringify(await schemaOf(which), null, 2));
    return EXIT.done;
  };

export const schemaCommand: Command = {
  name: 'schema',
  options: [],
  register: (yargs, choose) =>
    yargs.command(
      'schema [which]',
      'Print a JSON Schema: of the configuration, of report.json, or of portfolio.json',
      (command) =>
        command
          .positional('which', choicePositional('schema', 'Which one', WHICH))
          .example('$0 schema config > vdc-report.schema.json', 'completion and checks in an editor')
          .example('$0 schema report', 'to validate report.json'),
      (args) => choose({}, schemaAction(args.which)),
    ),
};
