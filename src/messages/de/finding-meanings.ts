import type { Messages } from '../messages.ts';

/** What stands behind a code: when it is raised, and why it matters. */
export const FINDING_MEANINGS: Messages['findingMeanings'] = {
  'never-protected': {
    raised: 'Zu keinem Zeitpunkt des Zeitraums war ein Wiederherstellungspunkt des Auftrags verfügbar.',
    why: 'Wären die Daten verloren gegangen, hätte aus diesem Auftrag nichts wiederhergestellt werden können.',
  },
  'rpo-gap': {
    raised: 'Der neueste Wiederherstellungspunkt war älter, als Vorgabe und Karenz erlauben.',
    why: 'In dieser Zeit hätten mehr Daten verloren gehen können als vereinbart.',
  },
  'rpo-not-achievable': {
    raised: 'Vorgabe und Karenz sind kürzer, als Zeitplan und Dauer eines Laufs es verlangen.',
    why: 'Selbst wenn jeder Lauf gelingt, wird die Vorgabe verfehlt: Der Plan ist schuld, nicht die Läufe.',
  },
  'success-target-missed': {
    raised: 'Weniger fällige Sicherungen waren erfolgreich, als das Ziel verlangt.',
    why: 'Auch Fehlschläge, die ein späterer Lauf wettmacht, zeigen, wie wenig Spielraum bleibt.',
  },
  'left-censored': {
    raised: 'Aus der Zeit vor dem Zeitraum ist keine Sitzung bekannt; gemessen wird daher ab der ersten darin.',
    why: 'Was davor war, geht in die Zahlen nicht ein.',
  },
  'runs-failed': {
    raised: 'Beendete Läufe brachten keinen Wiederherstellungspunkt.',
    why: 'Jeder solche Lauf lässt das Datenverlustfenster wachsen, bis der nächste gelingt.',
  },
  'runs-missed': {
    raised: 'Ein Lauf war nach dem Zeitplan zu erwarten und begann nicht.',
    why: 'Ein Auftrag, der nicht beginnt, schlägt von sich aus keinen Alarm.',
  },
  'duration-outlier': {
    raised: 'Ein Lauf brauchte mehr als 150\u202f% des Medians seines Auftrags; über 200\u202f% ist das schwerwiegend.',
    why: 'Langsame Läufe kündigen Drosselung, Wachstum oder Probleme an, bevor Läufe fehlschlagen.',
  },
  'objects-failing': {
    raised: 'Dieselben Postfächer, Sites oder anderen Objekte schlugen in einem Lauf nach dem anderen fehl.',
    why: 'Ein Lauf, der nur warnt, kann ein Objekt verdecken, von dem es gar keine Sicherung gibt.',
  },
  'objects-dropped': {
    raised: 'Ein Auftrag durchlief plötzlich weniger als halb so viele Objekte wie sonst.',
    why: 'Ein Auftrag, dessen Auswahl Objekte verloren hat, gelingt weiterhin; sie sind nicht mehr geschützt, und nichts sonst zeigt es an.',
  },
  'volume-dropped': {
    raised: 'An mindestens fünf Tagen wurden viel weniger Daten übertragen als sonst.',
    why: 'Weniger Daten können ein Feiertag sein, oder Objekte, die nicht mehr gelesen werden.',
  },
  'run-open': {
    raised: 'Ein Lauf des Zeitraums war noch nicht beendet.',
    why: 'Sein Ergebnis kann die Zahlen noch ändern.',
  },
  'unknown-status': {
    raised: 'Die Quelle gab einem Lauf einen Status, der hier nicht bekannt ist.',
    why: 'Ein solcher Lauf zählt nie als Erfolg; die Zahlen sind womöglich schlechter als die Wahrheit, nicht besser.',
  },
  'end-unreadable': {
    raised: 'Ein beendeter Lauf hat kein Ende oder eines, das nicht stimmen kann.',
    why: 'Ohne ein Ende weiß niemand, ab wann sich seine Daten hätten wiederherstellen lassen.',
  },
  'records-unreadable': {
    raised: 'Ein Datensatz der Quelle hat keine brauchbare Kennung oder keinen brauchbaren Beginn, oder er widerspricht einem anderen.',
    why: 'Dahinter kann sich ein Lauf oder ein Auftrag verbergen; die Grundgesamtheit ist daher nicht als vollständig nachgewiesen.',
  },
  'fields-mistyped': {
    raised: 'Ein Feld eines Datensatzes fehlt oder ist von unerwarteter Art.',
    why: 'Die Quelle hat sich möglicherweise geändert; was sie dort sagte, steht nicht in diesem Bericht.',
  },
  duplicates: {
    raised: 'Die Quelle führte dieselbe Sitzung mehrfach auf.',
    why: 'Mehrfach gezählt, würde sie jede Quote verzerren; sie wurde einmal gezählt.',
  },
  'log-lines-unreadable': {
    raised: 'Eine Zeile im Protokoll einer Sitzung war nicht lesbar.',
    why: 'Objekte und Gründe, die sie nennt, fehlen hier.',
  },
  'last-run-not-in-sessions': {
    raised: 'Die Quelle nennt einen letzten Lauf des Auftrags, führt aber keine Sitzung auf, die damals endete.',
    why: 'Sitzungen fehlen, und niemand weiß, wie sie ausgingen.',
  },
  'last-status-mismatch': {
    raised: 'Auftrag und Sitzung geben demselben Lauf verschiedene Ergebnisse, oder der Auftrag nennt keines.',
    why: 'Eines von beiden ist falsch; daher ist auf keines Verlass.',
  },
  'history-may-be-truncated': {
    raised: 'Die Liste enthält genau so viele Sitzungen wie eine Seite eines Servers und keine aus der Zeit vor dem Zeitraum.',
    why: 'Ältere Sitzungen, darunter Fehlschläge, können abgeschnitten sein.',
  },
  'job-not-collected': {
    raised: 'Die Sitzungen des Auftrags konnten nicht abgerufen werden.',
    why: 'Über den Auftrag ist nichts Neues bekannt, und Unbekanntes zählt nicht als erreichtes Ziel.',
  },
  'logs-not-collected': {
    raised: 'Protokolle von Sitzungen konnten nicht abgerufen werden.',
    why: 'Warum diese Läufe fehlschlugen und für welche Objekte, ist nicht bekannt.',
  },
  'job-gone': {
    raised: 'Die Quelle führt einen Auftrag nicht mehr auf, den sie zuvor aufgeführt hat.',
    why: 'Was der Auftrag schützte, ist jetzt vielleicht durch nichts geschützt.',
  },
  'job-disabled': {
    raised: 'Der Auftrag ist abgeschaltet.',
    why: 'Er schützt nichts und geht nicht in das Urteil ein.',
  },
  'job-list-not-collected': {
    raised: 'Die Auftragsliste konnte nicht abgerufen werden.',
    why: 'Ohne die Liste ist nicht einmal die Zahl der Aufträge bekannt.',
  },
  'collection-failed': {
    raised: 'Die neueste Erhebung der Auftragsliste ist fehlgeschlagen; eine frühere steht an ihrer Stelle.',
    why: 'Aufträge und Läufe seither fehlen.',
  },
  'job-list-may-be-truncated': {
    raised: 'Die Liste enthält genau so viele Aufträge wie eine Seite eines Servers.',
    why: 'Aufträge, die abgeschnitten wurden, würde niemand beurteilen.',
  },
  'no-jobs': {
    raised: 'Die Auftragsliste ist leer.',
    why: 'Damit wird nichts gesichert, oder der Schlüssel gehört zu einem anderen Mandanten.',
  },
  'no-enabled-jobs': {
    raised: 'Jeder Auftrag der Liste ist abgeschaltet.',
    why: 'Nichts wird gesichert.',
  },
  provisional: {
    raised: 'Der Zeitraum oder einer seiner Läufe war noch nicht zu Ende, als der Bericht entstand.',
    why: 'Zahlen können sich noch ändern; ein endgültiger Bericht tritt an seine Stelle.',
  },
  hindsight: {
    raised: 'Der Bericht gibt einen früheren Zeitpunkt wieder und beruht auf Antworten der Quelle, die erst später gelesen wurden.',
    why: 'Was dazwischen gelöscht oder geändert wurde, ist nicht so zu sehen, wie es war, und niemand hätte damals dasselbe berichten können.',
  },
  'policy-loosened': {
    raised: 'Eine Vorgabe, ein Ziel, eine Regel oder eine Ausnahmegenehmigung ist milder als im letzten Bericht.',
    why: 'Ein besseres Ergebnis kann von einer niedrigeren Messlatte kommen.',
  },
  'waiver-expired': {
    raised: 'Eine Ausnahmegenehmigung endete vor der Zeit, für die sie geschrieben ist.',
    why: 'Was sie einst entschuldigte, zählt wieder in vollem Umfang.',
  },
  'waiver-unused': {
    raised: 'Eine Ausnahmegenehmigung entschuldigte im Zeitraum nichts.',
    why: 'Ausnahmen, die niemand braucht, verdecken die, die jemand braucht.',
  },
  'response-unused': {
    raised: 'Eine Stellungnahme in responses.yaml betrifft diesen Zeitraum und passt zu keiner seiner Ausnahmen.',
    why: 'Die Ausnahme, für die sie gedacht war, bleibt ohne Stellungnahme.',
  },
  'waiver-retrospective': {
    raised: 'Eine Ausnahmegenehmigung wurde erteilt, nachdem begonnen hatte, was sie entschuldigt.',
    why: 'Eine nachträglich gewährte Ausnahme verdient einen zweiten Blick.',
  },
};
