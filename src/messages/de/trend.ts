import type { Messages } from '../messages.ts';
import { counted } from './plural.ts';

/** The words for figures over several periods. */
export const trend: Messages['trend'] = {
  heading: 'Verlauf',
  reading: (f, { pass, fail, notEvaluable, notApplicable, missing }, periods) => {
    const judged = pass + fail;
    const rest = [
      ...(notEvaluable > 0 ? [`${f.integer(notEvaluable)} nicht bewertbar`] : []),
      ...(notApplicable > 0 ? [`${f.integer(notApplicable)} ohne aktiven Auftrag`] : []),
      ...(missing > 0 ? [`${f.integer(missing)} ohne Bericht`] : []),
    ];
    const met =
      judged === 0
        ? 'Kein Zeitraum hat ein Ergebnis'
        : `Ziele erreicht in ${f.integer(pass)} von ${counted(f, judged, 'Zeitraum', 'Zeiträumen')} mit Ergebnis`;
    return `${met}${rest.length === 0 ? '' : `; von insgesamt ${f.integer(periods)} sind ${f.list(rest)}`}.`;
  },
  met: 'Ziel erreicht',
  missed: 'Ziel verfehlt',
  target: 'damaliges Ziel',
  noReport: 'kein Bericht',
  noFigure: (verdict) => (verdict === 'not-applicable' ? 'kein aktiver Auftrag' : 'nicht bewertbar'),
  unknownSign: '?',
  missingSign: '–',
  against: (value, target, met) => (met === null ? value : `${value} (Ziel ${target}${met ? '' : ', verfehlt'})`),
  ofDue: (f, ratio, { succeeded, due, met }) => `${ratio} (${f.integer(succeeded)} von ${f.integer(due)}${met === false ? ', verfehlt' : ''})`,
  passedOf: (f, pass, evaluated, notEvaluable) =>
    `${f.integer(pass)} von ${f.integer(evaluated)}${notEvaluable > 0 ? `, ${f.integer(notEvaluable)} nicht bewertbar` : ''}`,
  policyChanged: 'Richtlinie geändert',
  jobsPassed: 'Aufträge am Ziel',
};
