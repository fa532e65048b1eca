import type { Config } from './config.ts';

/** Keys that are read and checked, but change nothing yet: nobody shall rely on them unknowingly. */
const WITHOUT_EFFECT: readonly { readonly key: string; readonly set: (config: Config, written: object) => boolean }[] = [
  { key: 'tenants[].paths.logDownload', set: ({ tenants }) => tenants.some(({ paths }) => paths.logDownload !== undefined) },
];

const stampNotices = ({ signing }: Config): readonly string[] =>
  /^http:/i.test(signing?.timestamp?.url ?? '')
    ? [
        'signing.timestamp.url is plain http: somebody on the way can answer in its place. Compare the certificate that "vdc-report verify" prints with the one that the authority publishes.',
      ]
    : [];

/** One sentence for each key that is set and has no effect yet, and for what a person must look after. */
export const noticesOf = (config: Config, written: object): readonly string[] => [
  ...stampNotices(config),
  ...WITHOUT_EFFECT.filter(({ set }) => set(config, written)).map(({ key }) => `${key} is read and checked, but has no effect in this version.`),
];
