import { createFailureWords, type FailureTexts } from '../failure-words.ts';

/** Why a request brought nothing: the rest of a sentence after "could not be collected: ". */
export const FAILURES: FailureTexts = {
  'refused-key': 'the API refused the key',
  forbidden: 'the key has no access to it',
  'not-found': 'the API does not know it',
  'rate-limited': 'the API kept asking to slow down',
  'server-error': 'the API answered with a server error',
  'bad-request': 'the API refused the request',
  timeout: 'the API did not answer in time',
  network: 'the API could not be reached',
  tls: 'the server’s certificate could not be trusted',
  'cut-off': 'the answer broke off',
  'too-large': 'the answer was larger than allowed',
  'not-json': 'the answer was not JSON',
  'not-a-list': 'the answer was not a list',
  'redirect-refused': 'the API redirected to another server, which was refused',
  'endless-paging': 'the pages of the answer went in circles',
};

/** What to do about it, as a sentence. */
export const FAILURE_ADVICE: FailureTexts = {
  'refused-key': 'Check that the key is current and belongs to this tenant.',
  forbidden: 'Ask for the reporting API to be enabled for this key.',
  'not-found': 'Check whether the job still exists and whether the base URL is right.',
  'rate-limited': 'Lower the tenant’s concurrency or run at a quieter hour.',
  'server-error': 'Run again later; if it stays, open a support case with the provider.',
  'bad-request': 'Check the configured paths and the base URL.',
  timeout: 'Run again later, or raise the tenant’s timeouts.',
  network: 'Check the network, the proxy and the base URL.',
  tls: 'Check the base URL, or configure the certificate authority with caFile.',
  'cut-off': 'Run again; if it stays, check proxies between here and the API.',
  'too-large': 'Raise the tenant’s maxBody if the size is plausible.',
  'not-json': 'Check that the base URL leads to the API and not to a login or proxy page.',
  'not-a-list': 'The API may have changed; check for a newer version of vdc-report.',
  'redirect-refused': 'Copy the base URL again from the VDC settings page.',
  'endless-paging': 'Open a support case with the provider.',
};

/** Where no job list is found there is no job to look for. */
const LIST_ADVICE: Partial<FailureTexts> = {
  'not-found': 'Check the base URL and the configured paths: under them there is no list of jobs.',
};

export const { failureText, failureAdvice } = createFailureWords({ texts: FAILURES, advice: FAILURE_ADVICE, listAdvice: LIST_ADVICE });
