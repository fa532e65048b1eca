import { FRAMEWORKS } from '../model/control.ts';
import { REDACTIONS } from '../model/redaction.ts';
import { FORMATS, LOG_CHOICES, PAPERS, UNCERTAIN_CHOICES } from './config.ts';
import * as kind from './written-kinds.ts';

/** More do not fit on one page. */
const MOST_SIGNERS = 6;

/** Beside it stand the tenant and the number of the page. */
const MOST_FOOTER = 90;

/** What a report holds and looks like, as written. */
export const writtenReport = kind.mapping(
  {
    formats: kind
      .list(kind.choice(FORMATS), `a list of ${FORMATS.join(', ')}, not empty`, 1)
      .optional()
      .describe('What to write. report.json is always written. Default [html, pdf, json, csv, markdown].'),
    paper: kind.choice(PAPERS).optional().describe('Paper of the PDF. Default A4.'),
    logs: kind
      .choice(LOG_CHOICES)
      .optional()
      .describe('Which session logs to read: none, those of sessions that were not a success, or all. Default problems.'),
    redact: kind
      .choice(REDACTIONS)
      .optional()
      .describe('How to show names of mailboxes, sites and other objects: none (as they are), pseudonym or full. Default none.'),
    redactKey: kind.secret().optional().describe('Where the key of the pseudonyms stands: at least 16 characters that nobody else knows.'),
    theme: kind
      .mapping(
        {
          logo: kind.path().optional().describe('Logo on the cover: an SVG, PNG or JPEG file of at most 200 kB.'),
          mailLogo: kind.path().optional().describe('Logo in the mail, where the other is SVG: a PNG or JPEG file.'),
          accent: kind
            .fitting(/^#[0-9a-f]{6}$/i, 'a colour such as "#0b6e4f"')
            .optional()
            .describe('Colour of what is not a state. For text a shade that can be read is taken.'),
          cover: kind.text('a sentence or two').optional().describe('Text below the title of the cover.'),
          footer: kind.line(MOST_FOOTER).optional().describe(`Text at the foot of every page, of at most ${MOST_FOOTER} characters.`),
        },
        'logo, mailLogo, accent, cover and footer',
      )
      .optional()
      .describe('Look of the report.'),
    frameworks: kind
      .list(kind.choice(FRAMEWORKS), `a list of ${FRAMEWORKS.join(', ')}`)
      .optional()
      .describe('Audit frameworks whose controls are listed with what the report can evidence. Default [iso27001, soc2, nist-800-53, cis].'),
    signOff: kind
      .list(kind.text('a role such as Prepared by'), 'a list of roles')
      .max(MOST_SIGNERS, { error: `a list of at most ${MOST_SIGNERS} roles` })
      .optional()
      .describe('Who signs the report: a block with lines for name, date and signature each.'),
    uncertain: kind
      .choice(UNCERTAIN_CHOICES)
      .optional()
      .describe('Who gets a report that is not evaluable, incomplete or provisional: the operators alone, or the recipients. Default operators.'),
    templates: kind.path().optional().describe('Folder whose files replace those of the same name in templates/.'),
  },
  'a mapping such as { formats: [html, pdf], paper: A4 }',
);
