export type Endpoint = 'jobs' | 'sessions' | 'logs' | 'download';

export type Route =
  | { readonly endpoint: 'jobs'; readonly jobId: null; readonly sessionId: null }
  | { readonly endpoint: 'sessions'; readonly jobId: string; readonly sessionId: null }
  | { readonly endpoint: 'logs' | 'download'; readonly jobId: string; readonly sessionId: string };

/** The path of a request as it was sent, dots and percent signs untouched, and its query. */
export const splitAddress = (address: string): { readonly path: string; readonly query: URLSearchParams } => {
  const [path = '', ...query] = address.split('?');
  return { path, query: new URLSearchParams(query.join('?')) };
};

const JOBS = /^\/v1\/reports\/backup-jobs\/?$/i;
const SESSIONS = /^\/v1\/reports\/backup-jobs\/([^/]+)\/job-sessions\/?$/i;
/** The slash before the session's id is missing in the public description: both forms are answered. */
const LOGS = /^\/v1\/reports\/backup-jobs\/([^/]+)\/job-sessions\/?([^/]+)\/logs(\/download)?\/?$/i;

/** Null where the percent signs of a path do not decode. */
const decode = (part: string | undefined): string | null => {
  try {
    return decodeURIComponent(part ?? '');
  } catch {
    return null;
  }
};

/** Reads the path of a request, still percent-encoded and without its query. Null: there is no such endpoint. */
export const readRoute = (path: string): Route | null => {
  if (JOBS.test(path)) return { endpoint: 'jobs', jobId: null, sessionId: null };
  const match = LOGS.exec(path) ?? SESSIONS.exec(path);
  const jobId = decode(match?.[1]);
  const sessionId = decode(match?.[2]);
  if (match === null || jobId === null || sessionId === null) return null;
  if (match[2] === undefined) return { endpoint: 'sessions', jobId, sessionId: null };
  return { endpoint: match[3] === undefined ? 'logs' : 'download', jobId, sessionId };
};
