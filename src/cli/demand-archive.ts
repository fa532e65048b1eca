import type { Config } from '../config/config.ts';
import { UsageError } from '../errors.ts';

/** For commands that are nothing without an archive. Throws UsageError where the configuration wants none. */
export const demandArchive = ({ archive }: Config, command: string): void => {
  if (archive !== 'none') return;
  throw new UsageError('no-archive', `${command} needs an archive, but the configuration says "archive: none".`, {
    hint: 'Name a file under "archive", or leave the key out: the default is ./vdc-report.db beside the configuration.',
  });
};
