/** What is asked before a configuration is begun. */
export type StarterAnswers = {
  readonly id: string;
  readonly name: string;
  readonly baseUrl: string;
  /** The variable that holds the API key. */
  readonly keyEnv: string;
  readonly timezone: string;
};

/** A part of a configuration file. `active`: false, it stands there as a comment, ready to be switched on. */
export type StarterSection = { readonly prose: readonly string[]; readonly yaml: string; readonly active: boolean };

/** Quoted as YAML reads it, whatever it holds. */
const quoted = (text: string): string => JSON.stringify(text);

const on = (prose: readonly string[], yaml: string): StarterSection => ({ prose, yaml, active: true });
const off = (prose: readonly string[], yaml: string): StarterSection => ({ prose, yaml, active: false });

const place = ({ timezone }: StarterAnswers): readonly StarterSection[] => [
  on(
    [
      'Configuration of vdc-report. "vdc-report schema config" prints every key with its meaning; "vdc-report doctor" tries what stands here.',
      'No secret stands in this file, only where each one is found, so it can be kept under version control. What belongs into .gitignore: vdc-report.db* (the archive), reports/ and any file that holds a key.',
      'A # and one blank begin an explanation. The other lines with a # are settings that are switched off: to use some, take the # away from each of their lines, and nothing else.',
    ],
    '',
  ),
  on(['IANA time zone: periods begin and end at its midnights.'], `timezone: ${quoted(timezone)}`),
  on(
    ['Where reports go, and where all is kept that the source ever told. Paths are relative to this file.'],
    'output: ./reports\narchive: ./vdc-report.db',
  ),
];

const policy: readonly StarterSection[] = [
  on(
    [
      'What you promise. rpo: how much data may be lost at most, as time; grace: how much later than that nobody minds; targets: from when on a job passes.',
    ],
    ['policy:', '  name: Backup policy', '  rpo: 24h', '  grace: 2h', '  targets: { rpoCompliance: 99%, successRate: 95% }'].join('\n'),
  ),
  off(
    ['Jobs with another promise, as a part of policy; the first that fits wins.'],
    ['  jobs:', '    - match: "SharePoint*"', '      rpo: 12h', '      every: 12h'].join('\n'),
  ),
];

const tenants = ({ id, name, baseUrl, keyEnv }: StarterAnswers): readonly StarterSection[] => [
  on(
    [
      'The tenants. baseUrl: as the VDC console shows it (settings, System, public API). apiKey: the environment variable that holds the key, or { file: /run/secrets/NAME } for a file that does.',
    ],
    [
      'tenants:',
      `  - id: ${quoted(id)}`,
      `    name: ${quoted(name)}`,
      `    baseUrl: ${quoted(baseUrl)}`,
      `    apiKey: { env: ${quoted(keyEnv)} }`,
    ].join('\n'),
  ),
  off(['Who gets the reports of this tenant by mail, once smtp below is set.'], '    email: { to: [backup@customer.example] }'),
];

const rest: readonly StarterSection[] = [
  off(
    ['What to write: html, pdf, json, csv, junit, markdown. theme: a look of your own.'],
    ['report:', '  formats: [html, pdf, json, csv]', '  theme: { accent: "#0b6e4f", footer: Your name }'].join('\n'),
  ),
  off(
    ['The mail server. tls: required (STARTTLS), or implicit on port 465. operators: you, who are told when something goes wrong.'],
    [
      'smtp:',
      '  host: smtp.example',
      '  port: 587',
      '  tls: required',
      '  user: reports@provider.example',
      '  password: { env: SMTP_PASSWORD }',
      '  from: Backup reports <reports@provider.example>',
      'operators: [ops@provider.example]',
    ].join('\n'),
  ),
  off(
    ['Reports by themselves: kept by "vdc-report serve", or by cron with "vdc-report run --due".'],
    ['schedules:', '  - name: monthly', '    cron: "0 6 1 * *"', '    period: previous-month'].join('\n'),
  ),
  off(['Signed bundles: "vdc-report keys new signing.pem" makes the key.'], ['signing:', '  key: { file: ./signing.pem }'].join('\n')),
];

/** A whole configuration, of which the parts that everybody needs are switched on. */
export const starterSections = (answers: StarterAnswers): readonly StarterSection[] => [...place(answers), ...policy, ...tenants(answers), ...rest];
