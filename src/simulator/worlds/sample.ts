import type { SimulatedJob, SimulatedWorld, WireJob, WireLogLine, WireSession } from '../wire.ts';
import type { Instant } from '../../model/instant.ts';

/** The sample responses of the API's public description, word for word. Served with its indentation they are the same bytes. */
const exchange: WireJob = {
  id: 'fb72761a-522f-4195-a524-c2df486ab592',
  name: 'All Exchange objects',
  backupType: 'SelectedItems',
  jobType: 'Backup',
  isEnabled: true,
  lastRun: '2024-10-06T02:50:38.031266Z',
  lastStatus: 'Success',
  nextRun: '2024-10-07T02:49:03Z',
  avgJobProcessTimeInSeconds: 103,
  organizationVboInstanceId: 1,
};

const everythingElse: WireJob = {
  id: 'e65605a9-f414-4a35-8dab-d478863e401a',
  name: 'All other objects',
  backupType: 'SelectedItems',
  jobType: 'Backup',
  isEnabled: true,
  lastRun: '2024-10-06T01:36:57.3877291Z',
  lastStatus: 'Warning',
  nextRun: '2024-10-07T01:30:00Z',
  avgJobProcessTimeInSeconds: 1181,
  organizationVboInstanceId: 1,
};

const sessions: readonly WireSession[] = [
  {
    id: '130349ce-3d5a-4abe-b6b0-4136897b311c',
    creationTime: '2024-10-06T02:49:03.0340898Z',
    endTime: '2024-10-06T02:50:38.031266Z',
    progress: 66,
    status: 'Success',
    processedObjects: 2,
    jobId: null,
    copyJobId: null,
    jobType: 'Backup',
  },
  {
    id: 'c3af5315-650b-475f-bedf-dd79906a9a33',
    creationTime: '2024-10-05T02:49:03.0349864Z',
    endTime: '2024-10-05T02:50:37.6071126Z',
    progress: 66,
    status: 'Success',
    processedObjects: 1,
    jobId: null,
    copyJobId: null,
    jobType: 'Backup',
  },
];

const log: readonly WireLogLine[] = [
  {
    id: '0578f958-804e-4f5c-bb67-cfd80e26a278',
    title: '[Success] Job started at 9/23/2024 2:49:03 AM',
    creationTime: '2024-09-23T02:49:04.0144832Z',
    endTime: '2024-09-23T02:49:04.0144832Z',
  },
  {
    id: '21242ae2-e0bc-489f-8cf5-80d3b74f3bbb',
    title: '[Success] Connected to organization',
    creationTime: '2024-09-23T02:49:04.0494764Z',
    endTime: '2024-09-23T02:49:08.2920455Z',
  },
  {
    id: '7cd8c0c8-53dc-412b-bc7a-202fe669ddea',
    title: '[Success] Found 1 excluded objects. All personal sites are excluded',
    creationTime: '2024-09-23T02:49:09.370648Z',
    endTime: '2024-09-23T02:49:09.3806082Z',
  },
  {
    id: 'bd135d2c-07b7-4047-a09e-1b09a792e84c',
    title: '[Success] Found 66 objects',
    creationTime: '2024-09-23T02:49:09.3856497Z',
    endTime: '2024-09-23T02:50:27.2718751Z',
  },
  {
    id: 'a54fdc42-0789-46e3-82c7-b95a6e6a920d',
    title: '[Success] Processing mailbox: Adams@M365x33945498.OnMicrosoft.com',
    creationTime: '2024-09-23T02:49:22.1096408Z',
    endTime: '2024-09-23T02:49:36.7408519Z',
  },
  {
    id: '924fd75c-6c11-4a3d-83d0-8cd3c361fe15',
    title: '[Success] Processing mailbox: AdeleV@M365x33945498.OnMicrosoft.com',
    creationTime: '2024-09-23T02:49:23.3067491Z',
    endTime: '2024-09-23T02:49:39.9558776Z',
  },
  {
    id: 'acf00b5b-0481-4b7b-8178-dacae4ddfe57',
    title: '[Success] Transferred: 168.8 MB (2472 items) at 1.8 MB/s (26 items/s)',
    creationTime: '2024-09-23T02:50:36.3480018Z',
    endTime: '2024-09-23T02:50:36.3480018Z',
  },
  {
    id: 'f5dd21ea-0ef4-4108-bb5d-82d91303f54f',
    title: '[Success] Job finished at 9/23/2024 2:50:36 AM',
    creationTime: '2024-09-23T02:50:36.4287368Z',
    endTime: '2024-09-23T02:50:36.4287368Z',
  },
];

const job = (record: WireJob, listed: readonly WireSession[]): SimulatedJob => ({
  record,
  workload: 'mailbox',
  objects: [],
  runs: listed.map((session) => ({ session, trouble: [] })),
  anyLog: log,
});

/** The description prints no session of its second job: an empty list. Its one log answers for every session asked for. */
export const sampleWorld = (seed: number, now: Instant): SimulatedWorld => ({
  name: 'sample',
  seed,
  now,
  indent: 4,
  jobs: [job(exchange, sessions), job(everythingElse, [])],
});
