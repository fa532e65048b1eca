import { wordingFor } from '../../messages/catalogue.ts';
import { toIso, type Instant } from '../../model/instant.ts';
import { visibleText } from '../escape.ts';
import { isolated, visibleLine } from '../right-to-left.ts';
import { joinParts, wrap, WIDTH } from './plain.ts';

/** What the operators are told: that no report of a tenant could be made, or that it can be again. */
export type Notice = {
  readonly kind: 'begun' | 'over';
  readonly tenant: { readonly id: string; readonly name: string };
  readonly at: Instant;
  /** What went wrong, as sentences; none where it is over. */
  readonly sentences: readonly string[];
};

const MAX_TENANT = 48;
const MAX_SUBJECT = 149;
const MAX_SENTENCE = 600;

/** A mail of text alone: it is read on a telephone at night, and must need nothing. */
export const noticeMail = (
  { kind, tenant, at, sentences }: Notice,
  locale: string,
  timezone: string,
): { readonly subject: string; readonly text: string } => {
  const { m, f } = wordingFor(locale, timezone);
  const name = isolated(visibleText(tenant.name, MAX_TENANT));
  const when = f.instant(toIso(at));
  const words = m.notice[kind];
  const paragraphs = [words.text(name, tenant.id, when), ...sentences, words.next];
  return {
    subject: visibleLine(words.subject(name), MAX_SUBJECT),
    text: joinParts([...paragraphs.map((text) => wrap(visibleLine(text, MAX_SENTENCE), WIDTH)), wrap(m.notice.automatic, WIDTH)]),
  };
};
