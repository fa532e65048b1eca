import { addressOf } from './directory.ts';
import type { Trouble, Workload } from './wire.ts';

/** The words in which the backup service complains. */

export const unlicensed = (mailbox: string): Trouble => ({
  object: mailbox,
  title: `[Warning] Processing mailbox ${mailbox} completed with warning: no valid Microsoft 365 license`,
});

export const ownerMissing = (mailbox: string): Trouble => ({
  object: mailbox,
  title: `[Warning] Processing mailbox ${mailbox} completed with warning: Failed to find group owner account`,
});

export const foldersRefused = (mailbox: string): Trouble => ({
  object: mailbox,
  title: `[Error] Processing mailbox ${mailbox} failed with error: Failed to get folder properties. Not allowed to access Non IPM folder.`,
});

export const oneDriveMissing = (name: string): Trouble => ({
  object: name,
  title: `[Warning] Processing OneDrive ${name} completed with warning: OneDrive was not found (ID: 7c1f6a52-0d3e-4b8a-9f21-5e64c0b7d913, name: ${name})`,
});

export const infected = (site: string, item: string): Trouble => ({
  object: site,
  title: `[Warning] Processing site ${site} finished with warning: Failed to backup item: ${item}, Item may have a virus reported by the virus scanner plug-in.`,
});

export const siteForbidden = (site: string): Trouble => ({
  object: site,
  title: `[Error] Failed to process site ${addressOf(site)}. The remote server returned an error: (403) Forbidden.`,
});

export const teamWithoutOwner = (team: string): Trouble => ({
  object: team,
  title: `[Error] Failed to process team: ${team}. Failed to find Team mailbox owner account.`,
});

export const cancelled: Trouble = { object: null, title: '[Error] A task was canceled.' };

/** What most often spoils a run of this kind a little. */
export const usualWarning = (workload: Workload, object: string): Trouble => {
  switch (workload) {
    case 'mailbox':
      return ownerMissing(object);
    case 'onedrive':
      return oneDriveMissing(object);
    case 'site':
      return infected(object, 'Scan_0417.pdf');
    case 'team':
      return teamWithoutOwner(object);
  }
};
