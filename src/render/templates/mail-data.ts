import { messagesFor } from '../../messages/catalogue.ts';
import type { MailView } from '../email/view.ts';
import { wordsIn, type DataOf } from './data.ts';

/** The names of words are the same in every language. */
const messages = messagesFor('en');

type Words = 'l' | 'w';
type MailData = DataOf<Omit<MailView, Words>> & { readonly [Name in Words]: ReturnType<typeof wordsIn> };

const GAUGE = {width: true, height: true, track: true, value: true, target: true, from: true, reading: true} as const;
const SIGN = {mark: true, plainMark: true, ink: true, fill: true, tone: true} as const;

/** Everything that email.hbs is given. */
export const MAIL_DATA: MailData = {
  lang: true,
  l: wordsIn(messages.labels),
  w: wordsIn(messages.email),
  brand: {logo: {src: true, width: true, height: true}, accent: {fill: true, light: true, dark: true}, cover: true, footer: true},
  title: true,
  preheader: true,
  provisional: true,
  eyebrow: true,
  verdict: {sign: SIGN, word: true},
  headline: true,
  adjusted: true,
  figureRows: [[{label: true, value: true, note: true, change: true, bad: true, gauge: GAUGE, remark: true}]],
  comparison: true,
  decisions: [{code: true, severity: true, severityWord: true, title: true, text: true, advice: true, when: true, unknown: true, sign: SIGN}],
  noDecisions: true,
  moreDecisions: true,
  jobs: {rows: [{name: true, sign: SIGN, verdictWord: true, rpo: true, bar: {full: true, rest: true}, backups: true, longest: true}], more: true, none: true},
  attachment: true,
  facts: [{label: true, value: true}],
};
