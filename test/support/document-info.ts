import type { DocumentInfo } from '../../src/render/pdf/xmp.ts';

/** What a document could say of itself. */
export const documentInfo = (changes: Partial<DocumentInfo> = {}): DocumentInfo => ({
  title: 'Title',
  author: 'Author',
  subject: 'Subject',
  keywords: ['one', 'two words'],
  creator: 'vdc-report',
  language: 'en',
  date: new Date('2026-11-02T05:00:00Z'),
  id: 'ab'.repeat(16),
  ...changes,
});
