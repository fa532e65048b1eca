import type { Mailbox } from '../model/mailbox.ts';

const ATOM = "[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+";
const LABEL = '[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?';
const ADDRESS = new RegExp(`^(?=[^@]{1,64}@)(?=.{3,254}$)${ATOM}(?:\\.${ATOM})*@${LABEL}(?:\\.${LABEL})*$`);
const NAMED = /^(?:"([^"\\]{1,100})"|([^"<>,;:@\\[\]()]{1,100}?))? ?<([^<>]+)>$/u;

/** One address, with or without a name. Null: it is none, or more than one, or holds a control character. */
export const readMailbox = (written: string): Mailbox | null => {
  if (/\p{Cc}/u.test(written)) return null;
  const named = NAMED.exec(written.trim());
  const address = named?.[3] ?? written.trim();
  if (!ADDRESS.test(address)) return null;
  const name = (named?.[1] ?? named?.[2] ?? '').trim();
  return { name: name === '' ? null : name, address };
};
