import type { ObjectKind } from '../../model/session.ts';

/** The object that a log line is about, and why it warned or failed; the reason is as sent. */
export type ObjectLine = { readonly kind: ObjectKind; readonly name: string; readonly aliases: readonly string[]; readonly reason: string | null };

const KINDS: Readonly<Record<string, ObjectKind>> = { mailbox: 'mailbox', onedrive: 'onedrive', site: 'site', team: 'team' };

const WORKING = /^(?:processing|copying) (?:(mailbox|onedrive|site|team)\b:? ?|([\p{L} -]{1,40}): )/iu;
const FAILED = /^failed to (?:process|copy|back ?up) (?:(mailbox|onedrive|site|team)\b:? ?|([\p{L} -]{1,40}): )/iu;
const OUTCOME = / (?:completed|finished|failed|ended) with (?:an? )?(?:warnings?|errors?)(?:: |\.? ?$)/iu;

/** How the reasons seen in the wild begin. A name such as "Dr. Jane" holds the same full stop and blank. */
const REASON_START =
  /\. (?=(?:failed|the|a|an|cannot|could|unable|access|object|item|mailbox|site|team|no|not|exception|error|invalid|operation|request|timeout|user|account|this|internal|server|one)\b)/iu;

/** "NAME (URL)", as sites are written; a personal site has empty brackets. */
const splitAddress = (text: string): { readonly name: string; readonly aliases: readonly string[] } => {
  const open = text.endsWith(')') ? text.lastIndexOf(' (') : -1;
  if (open < 1) return { name: text, aliases: [] };
  const address = text.slice(open + 2, -1);
  if (address !== '' && !/^https?:\/\//iu.test(address)) return { name: text, aliases: [] };
  return { name: text.slice(0, open), aliases: address === '' ? [] : [address] };
};

const objectLine = (kind: string | undefined, subject: string, reason: string): ObjectLine | null => {
  const { name, aliases } = splitAddress(subject.trim());
  if (name === '') return null;
  return { kind: KINDS[kind?.toLowerCase() ?? ''] ?? 'object', name, aliases, reason: reason.trim() || null };
};

/** "Processing mailbox: NAME" and "Processing site NAME (URL) finished with warning: REASON". */
const readWorking = (text: string): ObjectLine | null => {
  const head = WORKING.exec(text);
  if (head === null) return null;
  const rest = text.slice(head[0].length);
  const outcome = OUTCOME.exec(rest);
  if (outcome === null) return objectLine(head[1], rest, '');
  return objectLine(head[1], rest.slice(0, outcome.index), rest.slice(outcome.index + outcome[0].length));
};

/** "Failed to process team: NAME. REASON". */
const readFailed = (text: string): ObjectLine | null => {
  const head = FAILED.exec(text);
  if (head === null) return null;
  const rest = text.slice(head[0].length);
  const known = rest.search(REASON_START);
  const end = known >= 0 ? known : rest.indexOf('. ');
  if (end < 0) return objectLine(head[1], rest.replace(/\.$/u, ''), '');
  return objectLine(head[1], rest.slice(0, end), rest.slice(end + 2));
};

/** The object of a line without its level; null where the line is about none. */
export const readObject = (text: string): ObjectLine | null => readWorking(text) ?? readFailed(text);
