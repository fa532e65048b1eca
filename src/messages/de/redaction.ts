import type { Messages } from '../messages.ts';

export const REDACTION_WORDS: Messages['labels']['redactionWords'] = {
  none: 'wie die Quelle sie nennt',
  pseudonym:
    'durch verschlüsselt gebildete Pseudonyme ersetzt, die in jedem Bericht dieses Mandanten dieselben sind; die Antworten der Quelle gehören nicht zu diesem Paket',
  full: 'weggelassen; die Nummern gelten nur in diesem Bericht; die Antworten der Quelle gehören nicht zu diesem Paket',
};
