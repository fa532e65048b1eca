import { numberOption } from './option-kinds.ts';

export const DEFAULT_PARALLEL = 2;

export const PARALLEL_OPTION = {
  parallel: numberOption('parallel', `Most tenants at a time (default ${String(DEFAULT_PARALLEL)})`, [1, 32]),
} as const;
