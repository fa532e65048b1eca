import type { Messages } from '../messages.ts';

export const junit: Messages['junit'] = {
  jobList: 'Liste der Aufträge',
  missed: (value, target) => `${value}, ${target}`,
  notProven: 'Nicht bewertbar: Der Verlauf dieses Auftrags konnte nicht gelesen werden oder ist nicht als vollständig erwiesen.',
  disabled: 'Der Auftrag ist abgeschaltet und schützt nichts.',
};
