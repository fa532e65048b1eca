/** Somebody who sends or gets mail. */
export type Mailbox = { readonly name: string | null; readonly address: string };

const ADDRESS = /^[a-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*@[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?$/i;

/** One bare address: `local@domain` in ASCII, at most 254 characters, nothing that needs quoting. */
export const isMailAddress = (text: string): boolean => text.length <= 254 && ADDRESS.test(text) && !text.includes('..');
