import { UsageError } from '../errors.ts';

/** For commands that are nothing without an archive. */
export const noArchive = (command: string): UsageError =>
  new UsageError('no-archive', `${command} needs an archive, but the configuration says "archive: none".`, {
    hint: 'Name a file under "archive", or leave the key out: the default is ./vdc-report.db beside the configuration.',
  });
