import { UserError } from '../errors.ts';
import type { Resource } from '../model/evidence.ts';
import type { PathTemplates } from './options.ts';

type Ids = { readonly jobId?: string; readonly sessionId?: string };

/** Broken surrogates become U+FFFD: an id is the server's word and may be anything. */
const encode = (id: string): string => encodeURIComponent(id.toWellFormed());

const fill = (root: string, template: string, ids: Ids): string => {
  const path = template
    .replace(/^\/+/u, '')
    .replaceAll(/\{(jobId|sessionId)\}/gu, (_, name) => encode((name === 'jobId' ? ids.jobId : ids.sessionId) ?? ''));
  return `${root}/${path}`;
};

/** The path of a resource, percent-encoded. */
export const resourcePath = (root: string, paths: PathTemplates, resource: Resource): string => {
  switch (resource.kind) {
    case 'jobs':
      return fill(root, paths.jobs, {});
    case 'sessions':
      return fill(root, paths.sessions, resource);
    case 'log':
      return fill(root, paths.log, resource);
  }
};

/** The path under which a session's log is a byte stream. */
export const downloadPath = (root: string, paths: PathTemplates, jobId: string, sessionId: string): string =>
  fill(root, paths.logDownload, { jobId, sessionId });

const NEEDED: Readonly<Record<keyof PathTemplates, readonly string[]>> = {
  jobs: [],
  sessions: ['{jobId}'],
  log: ['{jobId}', '{sessionId}'],
  logDownload: ['{jobId}', '{sessionId}'],
};

const checkTemplate = (name: keyof PathTemplates, template: string): void => {
  const absent = NEEDED[name].filter((placeholder) => !template.includes(placeholder));
  if (absent.length > 0) throw new UserError('path-template', `The path for ${name} lacks ${absent.join(' and ')}.`, { hint: 'Add it to the path.' });
  if (!/^[\x21-\x7e]+$/u.test(template) || /[?#\\]|:\/\//u.test(template))
    throw new UserError('path-template', `The path for ${name} is not a plain path below the API's root.`, {
      hint: 'Expected, for example: reports/backup-jobs.',
    });
};

/** Throws a UserError where a template lacks its placeholder or is no path. */
export const checkTemplates = (paths: PathTemplates): void => {
  checkTemplate('jobs', paths.jobs);
  checkTemplate('sessions', paths.sessions);
  checkTemplate('log', paths.log);
  checkTemplate('logDownload', paths.logDownload);
};
