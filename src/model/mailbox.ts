/** Somebody who sends or gets mail. */
export type Mailbox = { readonly name: string | null; readonly address: string };

const ATOM = "[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+";
const LABEL = '[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?';
const ADDRESS = new RegExp(`^(?=[^@]{1,64}@)(?=.{3,254}$)${ATOM}(?:\\.${ATOM})*@${LABEL}(?:\\.${LABEL})*$`);

/** What stands behind the @ of an address. */
export const domainOf = (address: string): string => address.slice(address.lastIndexOf('@') + 1);

/** One bare address: `local@domain` in ASCII, at most 254 characters, nothing that needs quoting. */
export const isMailAddress = (text: string): boolean => ADDRESS.test(text);
