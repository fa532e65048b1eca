/**
 * Successful backups, as the verdict has them: slots where they are known and due, else the lenient rate of the runs.
 * `mixed`: a total over jobs of both kinds.
 */
export type Success = {
  readonly succeeded: number;
  readonly due: number;
  readonly ratio: number | null;
  readonly basis: 'slots' | 'runs' | 'mixed';
};
