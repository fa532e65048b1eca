import type { CollectFailure } from '../../model/evidence.ts';
import { messagesFor } from '../../messages/catalogue.ts';

const { failureAdvice, failureText } = messagesFor('en');

/** What is known of how a source was asked. */
export type Asked = {
  /** With port. */
  readonly host: string;
  readonly baseUrl: string;
  /** Host and port of the proxy; null: directly. */
  readonly proxy: string | null;
  /** Where the key stands, in words. */
  readonly keyPlace: string;
  readonly now: string;
};

export type ApiWords = { readonly found: string; readonly next: string };

const CONSOLE = 'the VDC console (settings, System, public API)';

const said = ({ detail }: CollectFailure): string => {
  const text = (detail ?? '').replace(/[\s.]+$/u, '');
  return text === '' ? '' : ` It said: ${text}.`;
};

const words = (found: string, next: string): ApiWords => ({ found, next });

const tlsWords = ({ detail }: CollectFailure, { host, now }: Asked): ApiWords => {
  const code = detail ?? '';
  const clock = `If it is good, set the clock of this machine, which says ${now}.`;
  if (/EXPIRED/u.test(code)) return words(`The certificate of ${host} has expired.`, `Have it renewed by whoever runs that server. ${clock}`);
  if (/NOT_YET_VALID/u.test(code)) return words(`The certificate of ${host} is not valid yet.`, clock);
  if (/ALTNAME|HOSTNAME/u.test(code))
    return words(
      `The certificate of ${host} is for another name.`,
      `Copy the base URL again from ${CONSOLE}: the name in it must be that of the server.`,
    );
  if (/SELF_SIGNED|UNABLE_TO|ISSUER/u.test(code))
    return words(
      `The certificate of ${host} is of an authority that is not trusted (${code}).`,
      'If your network looks into TLS, or the authority is your own, name its PEM file as caFile of the tenant.',
    );
  return words(
    `No encrypted connection to ${host} came about (${code}).`,
    'Check the port in baseUrl, and that a server with TLS answers there, with nothing on the way that breaks it.',
  );
};

const networkWords = (failure: CollectFailure, { host, proxy }: Asked): ApiWords => {
  const code = failure.detail ?? 'unknown cause';
  const way = proxy === null ? '' : ` through the proxy ${proxy}`;
  if (/\b407\b/u.test(code)) return words(`The proxy ${proxy ?? ''} wants a login.`, 'Write user and password into the address in HTTPS_PROXY.');
  if (proxy !== null)
    return words(
      `${host} could not be reached${way} (${code}).`,
      `Check that HTTPS_PROXY names a proxy that lets this machine reach ${host}; or name the host in NO_PROXY, to reach it directly.`,
    );
  if (/ENOTFOUND|EAI_AGAIN/u.test(code))
    return words(
      `The name of ${host} is not known (${code}).`,
      'Check the name in baseUrl, and that this machine can look up names; behind a proxy, set HTTPS_PROXY.',
    );
  if (/ECONNREFUSED/u.test(code))
    return words(
      `Nobody answers at ${host} (${code}).`,
      'Check host and port in baseUrl, and that no firewall stands between; behind a proxy, set HTTPS_PROXY.',
    );
  return words(`${host} could not be reached (${code}).`, 'Check the network and baseUrl; behind a proxy, set HTTPS_PROXY.');
};

/** Why an API gave no list, and the mend: what the program says of a failure in a report, with the names of what to change. */
export const apiWords = (failure: CollectFailure, asked: Asked): ApiWords => {
  const { code, request, status } = failure;
  const answered = `${asked.host} answered ${String(status ?? 'nothing')} to ${request}`;
  switch (code) {
    case 'refused-key':
      return words(
        `The API refused the key: ${answered}.${said(failure)}`,
        `Put a current key of this tenant into ${asked.keyPlace}; ${CONSOLE} makes one. If it is current, check auth.header and auth.scheme of the tenant.`,
      );
    case 'forbidden':
      return words(
        `The key has no access: ${answered}.${said(failure)}`,
        'Ask the provider to enable the reporting API for this tenant, or use a key that may read reports.',
      );
    case 'not-found':
      return words(
        `There is no list of jobs at ${asked.baseUrl}: ${answered}.`,
        `Copy the base URL again from ${CONSOLE}; and check paths of the tenant, if it has any.`,
      );
    case 'not-json':
      return words(
        `${asked.host} answered with something that is no API: ${failure.detail ?? 'not JSON'}, to ${request}.`,
        `Copy the base URL again from ${CONSOLE}: this one leads to a web page. A proxy with a sign-in page answers so, too.`,
      );
    case 'redirect-refused':
      return words(`${asked.host} leads elsewhere, which was not followed: ${failure.detail ?? ''}.`, `Copy the base URL again from ${CONSOLE}.`);
    case 'tls':
      return tlsWords(failure, asked);
    case 'network':
      return networkWords(failure, asked);
    default:
      return words(`No list came: ${failureText(code)} (${answered}).${said(failure)}`, failureAdvice(code, 'job-list'));
  }
};

/** The same for the sessions of one job, where the list of jobs came. */
export const sessionWords = (failure: CollectFailure, job: string, { host }: Asked): ApiWords => {
  const { code, request, status } = failure;
  return words(
    `The sessions of the first job, ${job}, did not come: ${failureText(code)} (${host} answered ${String(status ?? 'nothing')} to ${request}).`,
    failureAdvice(code),
  );
};
