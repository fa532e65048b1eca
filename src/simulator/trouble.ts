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
  title: `[Error] Processing site ${site} failed with error: The remote server returned an error: (403) Forbidden.`,
});

/** The service names a site that is gone by its address alone. */
export const siteNotFound = (site: string): Trouble => ({
  object: site,
  title: `[Error] Failed to process site ${addressOf(site)}. The remote server returned an error: (404) Not Found.`,
});

export const teamWithoutOwner = (team: string): Trouble => ({
  object: team,
  title: `[Error] Failed to process team: ${team}. Failed to find Team mailbox owner account.`,
});

export const cancelled: Trouble = { object: null, title: '[Error] A task was canceled.' };

export const unavailable: Trouble = { object: null, title: '[Error] The remote server returned an error: (503) Server Unavailable.' };

const ITEMS = ['Scan_0417.pdf', 'Invoice 2291.xlsm', 'Draft terms, v7.docx', 'Archive 2019.zip'];

/** What most often spoils a run of this kind a little; `variation` chooses among causes and items. */
export const usualWarning = (workload: Workload, object: string, variation: number): Trouble => {
  switch (workload) {
    case 'mailbox':
      return variation % 4 === 2 ? foldersRefused(object) : ownerMissing(object);
    case 'onedrive':
      return oneDriveMissing(object);
    case 'site':
      return variation % 5 === 4 ? siteNotFound(object) : infected(object, ITEMS[variation % ITEMS.length] ?? '');
    case 'team':
      return teamWithoutOwner(object);
  }
};
