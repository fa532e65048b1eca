import { FORMATS } from '../config/config.ts';
import { REDACTIONS } from '../model/redaction.ts';
import { choiceOption, choicesOption, flag, listOption, textOption } from './option-kinds.ts';

/** Which tenants a command is about. */
export const TENANT_OPTIONS = {
  config: textOption('config', 'Configuration file; default: vdc-report.yaml, .yml or .json here'),
  tenant: listOption('tenant', 'Only tenants whose id fits this glob'),
} as const;

export const EVIDENCE_CHOICES = ['full', 'none'] as const;

/** What every command that makes reports understands. */
export const REPORT_OPTIONS = {
  ...TENANT_OPTIONS,
  period: textOption(
    'period',
    'Window to report: 2026-10, 2026-W44, 2026-Q3, 2026, 2026-10-01, 2026-10-01/2026-10-15 (end not included), previous-month, previous-week, previous-quarter, previous-year, last-30-days; default: previous-month',
  ),
  'as-of': textOption('as-of', 'State what was known at this instant, such as 2026-11-02T05:00:00Z; default: when the data was collected'),
  out: textOption('out', 'Folder for the reports; default: the one of the configuration'),
  format: choicesOption('format', 'What to write instead of what is configured', FORMATS),
  redact: choiceOption('redact', 'How to show names of mailboxes, sites and other objects', REDACTIONS),
  evidence: choiceOption('evidence', 'Whether the raw responses go along; they hold every name', EVIDENCE_CHOICES),
  gate: flag('Exit with 1 when a verdict is not pass'),
  browser: textOption('browser', 'Chromium or Chrome that prints the PDF'),
} as const;
