import type { Format } from '../format.ts';
import { counted } from './plural.ts';

/** Mail to those who run the program. */
export const notice = {
  begun: {
    subject: (tenant: string): string => `[PROBLEM] ${tenant}: no backup report can be made`,
    text: (tenant: string, id: string, when: string): string => `No report of ${tenant} (${id}) could be made on ${when}:`,
    next: 'This is said once. Another message follows when a report has been made again.',
  },
  over: {
    subject: (tenant: string): string => `[OVER] ${tenant}: backup reports are made again`,
    text: (tenant: string, id: string, when: string): string => `A report of ${tenant} (${id}) was made again on ${when}.`,
    next: 'What an earlier message told is over. Look whether a report is missing that should have been made meanwhile.',
  },
  portfolio: {
    subject: (period: string, verdict: string): string => `Backup portfolio ${period}: ${verdict}`,
    where: (folder: string): string => `The page with all figures lies in ${folder}`,
    more: (f: Format, tenants: number): string => `and ${counted(f, tenants, 'more tenant')}`,
  },
  automatic: 'This message was made and sent automatically by vdc-report.',
};
