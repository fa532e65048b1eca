import type { Messages } from '../messages.ts';
import { counted } from './plural.ts';

const stehen = (count: number): string =>
  `${count === 1 ? 'steht' : 'stehen'} in report.json und, wo sie geschrieben werden, in report.html und report.pdf.`;

export const markdown: Messages['markdown'] = {
  columns: { figure: 'Kennzahl', value: 'Wert', note: 'Ziel oder Grundlage', change: 'Veränderung' },
  moreDecisions: (f, count) =>
    `${counted(f, count, 'weitere Feststellung', 'weitere Feststellungen')} von diesem Gewicht ${count === 1 ? 'steht' : 'stehen'} unter „Weitere Feststellungen“.`,
  moreJobs: (f, shown, omitted) =>
    `Gezeigt sind die ${f.integer(shown)} schlechtesten, denn diese Zusammenfassung hat eine Grenze. ${counted(f, omitted, 'weiterer Auftrag', 'weitere Aufträge')} ${stehen(omitted)}`,
  otherFindings: 'Weitere Feststellungen',
  noOtherFindings: 'Keine weitere Feststellung.',
  moreFindings: (f, shown, omitted) =>
    `Gezeigt sind die ${f.integer(shown)} schwersten, denn diese Zusammenfassung hat eine Grenze. ${counted(f, omitted, 'weitere Feststellung', 'weitere Feststellungen')} ${stehen(omitted)}`,
  files: {
    lead: 'Neben dieser Datei liegen, soweit sie geschrieben werden:',
    report: 'der vollständige Bericht',
    figures: 'jede Zahl daraus',
    lists: 'jeder Lauf, jede RPO-Lücke und jedes Objekt, das immer wieder fehlschlägt',
  },
  unknown: 'Unbekanntes zählt nie als erreichtes Ziel.',
};
