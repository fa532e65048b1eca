import type { Messages } from '../messages.ts';
import { counted } from './plural.ts';

/** Mail to those who run the program. */
export const notice: Messages['notice'] = {
  begun: {
    subject: (tenant) => `[STÖRUNG] ${tenant}: Es lässt sich kein Backup-Bericht erstellen`,
    text: (tenant, id, when) => `Am ${when} ließ sich kein Bericht über ${tenant} (${id}) erstellen:`,
    next: 'Dies wird nur einmal gemeldet. Eine weitere Nachricht folgt, sobald wieder ein Bericht erstellt wurde.',
  },
  over: {
    subject: (tenant) => `[BEHOBEN] ${tenant}: Backup-Berichte werden wieder erstellt`,
    text: (tenant, id, when) => `Am ${when} wurde wieder ein Bericht über ${tenant} (${id}) erstellt.`,
    next: 'Was eine frühere Nachricht gemeldet hat, ist behoben. Prüfen Sie, ob ein Bericht fehlt, der inzwischen hätte erstellt werden sollen.',
  },
  portfolio: {
    subject: (period, verdict) => `Backup-Portfolio ${period}: ${verdict}`,
    where: (folder) => `Die Seite mit allen Zahlen liegt in ${folder}`,
    more: (f, tenants) => `und ${counted(f, tenants, 'weiterer Mandant', 'weitere Mandanten')}`,
  },
  automatic: 'Diese Nachricht wurde von vdc-report automatisch erstellt und versandt.',
};
