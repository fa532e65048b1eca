import { hanging, heading, joinParts, padEnd, padStart, plainPunctuation, widthOf, WIDTH, wrap } from './plain.ts';
import { plainTable } from './plain-table.ts';
import type { Figure, MailView } from './view.ts';

const paragraph = (text: string): string[] => wrap(text, WIDTH);

const verdict = ({ verdict: { sign, word }, headline, adjusted }: MailView): string[] => [
  `[${sign.plainMark}] ${word.toUpperCase()}`,
  ...paragraph(headline),
  ...(adjusted === '' ? [] : paragraph(adjusted)),
];

const noteOf = ({ note, remark, change }: Figure): string => [note, remark, change].filter((part) => part !== '').join(', ');

const figures = ({ figureRows }: MailView): string[] => {
  const all = figureRows.flat().map((figure) => ({ ...figure, value: plainPunctuation(figure.value) }));
  const labelWidth = Math.max(...all.map(({ label }) => widthOf(label)));
  const valueWidth = Math.max(...all.map(({ value }) => widthOf(value)));
  return all.flatMap((figure) => {
    const lead = `${padEnd(figure.label, labelWidth)}  ${padStart(figure.value, valueWidth)}  `;
    const lines = hanging(lead, noteOf(figure));
    return lines.length > 0 ? lines : [lead];
  });
};

const decision = ({ l }: MailView, { sign, title, text, advice, when }: MailView['decisions'][number], index: number): string[] => {
  const lead = `${String(index + 1)}. [${sign.plainMark}] `;
  const indent = ' '.repeat(lead.length);
  return [
    ...hanging(lead, when === '' ? title : `${title} (${when.replaceAll(' ', '\u00a0')})`),
    ...hanging(indent, text),
    ...(advice === '' ? [] : hanging(indent, `${l.advice}: ${advice}`)),
  ];
};

const decisions = (view: MailView): string[][] => {
  if (view.decisions.length === 0) return [paragraph(view.noDecisions)];
  return [...view.decisions.map((each, index) => decision(view, each, index)), paragraph(view.moreDecisions)];
};

const jobs = ({ jobs: { rows, more, none }, w }: MailView): string[][] => {
  if (rows.length === 0) return [paragraph(none)];
  const { job, verdict: word, rpoShort, backups, longestShort } = w.columns;
  const table = plainTable({
    head: [job, word, rpoShort, backups, longestShort],
    rows: rows.map((row) => [row.name, `[${row.sign.plainMark}] ${row.verdictWord}`, row.rpo, row.backups, row.longest]),
    firstNumber: 2,
  });
  return [[...table, ...paragraph(more)], paragraph(w.columnsNote)];
};

const facts = (view: MailView): string[] => {
  const width = Math.max(...view.facts.map(({ label }) => widthOf(label)));
  return view.facts.flatMap(({ label, value }) => hanging(`${padEnd(label, width)}  `, value));
};

/** The text part: the same content as the HTML in the same order, in lines of at most 72 columns. */
export const mailText = (view: MailView): string =>
  joinParts([
    paragraph(view.provisional),
    [...paragraph(view.eyebrow), ...paragraph(view.title)],
    paragraph(view.brand.cover),
    verdict(view),
    heading(view.w.keyFigures),
    figures(view),
    paragraph(view.comparison),
    heading(view.l.decisions),
    ...decisions(view),
    heading(view.w.worstJobs),
    ...jobs(view),
    heading(view.w.about),
    paragraph(view.attachment),
    facts(view),
    paragraph(view.w.automatic),
    paragraph(view.brand.footer),
  ]);
