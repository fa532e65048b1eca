import { isMailAddress, type Mailbox } from '../model/mailbox.ts';

const NAMED = /^(?:"([^"\\]{1,100})"|([^"<>,;:@\\[\]()]{1,100}?))? ?<([^<>]+)>$/u;

/** One address, with or without a name. Null: it is none, or more than one, or holds a control character. */
export const readMailbox = (written: string): Mailbox | null => {
  if (/\p{Cc}/u.test(written)) return null;
  const named = NAMED.exec(written.trim());
  const address = named?.[3] ?? written.trim();
  if (!isMailAddress(address)) return null;
  const name = (named?.[1] ?? named?.[2] ?? '').trim();
  return { name: name === '' ? null : name, address };
};

/** Whether an address lies in one of the domains to which mail may go; null: it may go anywhere. A subdomain is another domain. */
export const mayGetMail = (address: string, domains: readonly string[] | null): boolean =>
  domains === null || domains.some((domain) => address.toLowerCase().endsWith(`@${domain.toLowerCase()}`));
