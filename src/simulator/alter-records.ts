import { meansJob } from './fault-queue.ts';
import { isRecordFault } from './fault.ts';
import type { Fault, RecordFault } from './fault.ts';
import { randomFor } from './random.ts';
import type { Random } from './random.ts';
import type { SimulatedWorld } from './wire.ts';

export type LooseRecord = Readonly<Record<string, unknown>>;

/** The field without which a record of its kind says least. */
const tellingField = (record: LooseRecord): string => ['title', 'lastRun', 'endTime'].find((field) => field in record) ?? 'id';

const statusField = (record: LooseRecord): string => ('lastStatus' in record ? 'lastStatus' : 'status');

/** The same record as it may have looked at another moment. */
const contradicting = (record: LooseRecord): LooseRecord => {
  if ('processedObjects' in record) return { ...record, endTime: null, status: 'Running' };
  return 'title' in record ? { ...record, title: '[Warning] Nothing to process' } : { ...record, name: 'Another name' };
};

const shuffled = (records: readonly LooseRecord[], random: Random): readonly LooseRecord[] =>
  records
    .map((record) => ({ record, rank: random() }))
    .sort((a, b) => a.rank - b.rank)
    .map(({ record }) => record);

const changeAt = (records: readonly LooseRecord[], at: number, change: (record: LooseRecord) => LooseRecord): readonly LooseRecord[] =>
  records.map((record, index) => (index === at ? change(record) : record));

const alter = (records: readonly LooseRecord[], fault: RecordFault, at: number, random: Random): readonly LooseRecord[] => {
  switch (fault.kind) {
    case 'wrong-type':
      return changeAt(records, at, (record) => ({ ...record, [fault.field ?? tellingField(record)]: 'value' in fault ? fault.value : 12345 }));
    case 'unknown-status':
      return changeAt(records, at, (record) => ({ ...record, [statusField(record)]: fault.word ?? 'Paused' }));
    case 'duplicates':
      return [...records, ...records.slice(at, at + 3)];
    case 'conflicting-duplicates':
      return [...records, ...records.slice(at, at + 3).map(contradicting)];
    case 'page-limit':
      return records.slice(0, fault.limit ?? 30);
    case 'shuffled':
      return shuffled(records, random);
  }
};

/** In the list of jobs a fault that names a job means its record, everywhere else the first one. */
const placeOf = (fault: Fault, isJobList: boolean, world: SimulatedWorld): number => {
  const { job } = fault;
  if (!isJobList || job === undefined) return 0;
  return world.jobs.findIndex((one) => meansJob(job, one, world));
};

/** Applies the faults that change records, in their order; the same seed shuffles in the same way. */
export const alterRecords = (
  records: readonly LooseRecord[],
  faults: readonly Fault[],
  isJobList: boolean,
  world: SimulatedWorld,
): readonly LooseRecord[] =>
  faults.reduce<readonly LooseRecord[]>(
    (list, fault) => (isRecordFault(fault) ? alter(list, fault, placeOf(fault, isJobList, world), randomFor(world.seed, fault.kind)) : list),
    records,
  );
