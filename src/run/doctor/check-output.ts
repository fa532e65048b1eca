import type { Config } from '../../config/config.ts';
import { tryFolder } from '../../deliver/try-folder.ts';
import { UserError } from '../../errors.ts';
import { failed, good, warning, type CheckResult } from './check.ts';
import type { Check } from './perform.ts';
import { judgeRoom } from './room.ts';

const LIMIT = 20_000;
const MAKE_ROOM = 'Make room on that disk, or name another folder as "output" in the configuration.';

const tryOutput = async (output: string): Promise<CheckResult> => {
  try {
    const { exists, place, free } = await tryFolder(output);
    const room = judgeRoom(free);
    const written = exists ? `Reports can be written to ${output}` : `Reports can be written to ${output}, which will be made in ${place}`;
    const found = `${written}; ${room.words}.`;
    if (room.state === 'ok') return good(found);
    return room.state === 'warning' ? warning(found, MAKE_ROOM) : failed(found, MAKE_ROOM);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return failed(error.message, 'Give this user the right to write there, or name another folder as "output" in the configuration.');
  }
};

export const outputCheck = ({ output }: Config): Check => ({ id: 'output', tenantId: null, limit: LIMIT, work: () => tryOutput(output) });
