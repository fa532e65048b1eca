import type { ObjectKind } from '../../model/session.ts';
import type { Messages } from '../messages.ts';
import type { objectLabels as english } from '../en/objects.ts';
import { counted, daysDative, jobs, runsDative } from './plural.ts';

const KIND_WORDS: Readonly<Record<ObjectKind, readonly [one: string, many: string]>> = {
  mailbox: ['Postfach', 'Postfächer'],
  onedrive: ['OneDrive', 'OneDrives'],
  site: ['Site', 'Sites'],
  team: ['Team', 'Teams'],
  object: ['Objekt', 'Objekte'],
};

/** Words about what the logs say of single objects, and about volume. */
export const objectLabels: Pick<Messages['labels'], keyof typeof english> = {
  objectsHeading: 'Objekte und Datenmenge',
  failingHeading: 'Objekte, die immer wieder fehlschlagen',
  failingLead: (f, count, never, after) =>
    `${counted(f, count, 'Objekt', 'Objekte')} ohne Erfolg in mindestens ${f.integer(after)} protokollierten Läufen hintereinander (eine Regel kann eine andere Zahl verlangen) oder in keinem von zweien oder mehr im Zeitraum.${
      never === 0 ? '' : ` Nie im Zeitraum: ${f.integer(never)}.`
    } Ein Lauf, der nur warnt, kann ein Objekt ganz ohne Sicherung verdecken.`,
  noFailing: 'In den gelesenen Protokollen schlug kein Objekt immer wieder fehl.',
  failingNotKnown: 'Kein Protokoll wurde gelesen, daher lässt sich ein solches Objekt weder benennen noch ausschließen.',
  object: 'Objekt',
  kind: 'Art',
  kindWord: (kind) => KIND_WORDS[kind][0],
  kindCount: (f, kind, count) => counted(f, count, KIND_WORDS[kind][0], KIND_WORDS[kind][1]),
  lastSuccess: 'Letzter Erfolg',
  neverInPeriod: 'nie im Zeitraum',
  noneKnown: 'keiner bekannt',
  failingSince: 'Fehlerhaft seit',
  inARow: 'Läufe in Folge',
  lastReason: 'Neuester Grund',
  moreFailing: (f, count) => `${counted(f, count, 'weiteres', 'weitere')} in report.json und, wo sie geschrieben wird, in objects.csv.`,
  warningsHeading: 'Warnungen und ihre Gründe',
  warningsLead: 'Über alle Aufträge; Namen, Adressen und Kennungen sind verdeckt, damit gleiche Ursachen eine Zeile sind.',
  noWarnings: 'In den gelesenen Protokollen fand sich kein Grund.',
  noWarningsNothingKnown: 'Kein beendeter Lauf ist bekannt, daher lässt sich ein Grund weder benennen noch ausschließen.',
  warningsNotRead: 'Protokolle wurden nicht gelesen (report.logs: none), daher sind die Gründe nicht bekannt.',
  objects: 'Objekte',
  inRuns: 'Läufe',
  jobCount: jobs,
  wholeRun: 'ganzer Lauf',
  countsHeading: 'Gefunden, ausgeschlossen, verarbeitet',
  countsLead:
    'Vom neuesten beendeten Lauf; davor Kleinst- und Größtwert des Zeitraums, wo sie verschieden sind. Gefunden und ausgeschlossen stammen aus den Protokollen, durchlaufen und verarbeitet aus den Datensätzen der Quelle. Verarbeitet zählt geänderte Objekte: 0 bei einem Erfolg ist üblich.',
  found: 'Gefunden',
  excluded: 'Ausgeschlossen',
  walked: 'Durchlaufen',
  processed: 'Verarbeitet',
  logsReadOf: 'Gelesene Protokolle',
  range: (least, most) => `${least} bis ${most}`,
  readOf: (f, read, of) => `${f.integer(read)} von ${runsDative(f, of)}`,
  transferHeading: 'Übertragene Daten',
  transferReading: (f, { bytes, runs, of }) =>
    bytes === null
      ? 'Kein gelesenes Protokoll nennt eine Datenmenge.'
      : `${f.bytes(bytes)} in ${f.integer(runs)} von ${counted(f, of, 'beendeten Lauf', 'beendeten Läufen')}${runs < of ? '; von den übrigen ist die Datenmenge nicht bekannt, da ihre Protokolle nicht gelesen wurden oder sie nicht nennen' : ''}.`,
  transferred: 'Übertragen',
  transferMedian: 'Median eines Laufs',
  transferRuns: 'Bekannt für',
  moreTransfers: (f, count) => `${counted(f, count, 'weiterer Auftrag', 'weitere Aufträge')} im Anhang.`,
  transferByDay: 'Je Tag',
  trend: 'Entwicklung',
  trendWords: (f, change) =>
    Math.abs(change) < 0.01 ? 'gleichbleibend' : `neuere Hälfte ${f.percent(Math.abs(change), 0)} ${change < 0 ? 'unter' : 'über'} der älteren`,
  noTrend: 'zu wenige Läufe',
  barsReading: (f, days, of, amounts) =>
    `bekannt an ${f.integer(days)} von ${daysDative(f, of)}: ${amounts.join('; ')}${amounts.length < days ? `; ${f.integer(days - amounts.length)} weitere in report.json` : ''}`,
};
