/** The folders are the architecture. Each rule says why it is there. */
const io = '^(node:)?(fs|fs/promises|net|tls|http|https|child_process|os|dns|worker_threads|readline|stream)(/|$)';
const only = (name, folder, library, because) => ({
  name,
  severity: 'error',
  comment: because,
  from: { path: '^src/', pathNot: folder },
  to: { path: library },
});

module.exports = {
  forbidden: [
    { name: 'no-cycles', severity: 'error', comment: 'A cycle has no first file to read.', from: { path: '^src/' }, to: { circular: true } },
    {
      name: 'model-imports-nothing-of-ours',
      severity: 'error',
      comment: 'Every arrow points towards the nouns; they point nowhere.',
      from: { path: '^src/model/' },
      to: { path: '^src/', pathNot: '^src/model/' },
    },
    {
      name: 'pure-core',
      severity: 'error',
      comment: 'Same input, same bytes: analysis, report and wording do no I/O, so that an auditor can run them again.',
      from: { path: '^src/(model|analyze|report|messages|vdc/read)/' },
      to: { path: io },
    },
    {
      name: 'analyze-knows-only-model',
      severity: 'error',
      comment: 'The metrics depend on definitions alone, not on how data came or where it goes.',
      from: { path: '^src/analyze/' },
      to: { path: '^src/', pathNot: '^src/(model|analyze)/' },
    },
    {
      name: 'report-knows-model-and-messages',
      severity: 'error',
      comment: 'Composing a report needs the analysis and the words, nothing else.',
      from: { path: '^src/report/' },
      to: { path: '^src/', pathNot: '^src/(model|report|messages)/' },
    },
    {
      name: 'messages-know-only-model',
      severity: 'error',
      comment: 'A catalogue turns codes and arguments into words.',
      from: { path: '^src/messages/' },
      to: { path: '^src/', pathNot: '^src/(model|messages)/' },
    },
    {
      name: 'shell-parts-stay-apart',
      severity: 'error',
      comment: 'Source, archive, delivery and schedule are joined by run and cli, never by each other.',
      from: { path: '^src/(vdc|archive|deliver|schedule)/' },
      to: { path: '^src/(vdc|archive|deliver|schedule|render|config|cli|simulator)/', pathNot: '^src/$1/' },
    },
    {
      name: 'render-judges-nothing',
      severity: 'error',
      comment: 'Rendering sees the finished report, never the analysis or the source.',
      from: { path: '^src/render/' },
      to: { path: '^src/', pathNot: '^src/(model|messages|report|render|errors)' },
    },
    {
      name: 'nobody-imports-the-shell',
      severity: 'error',
      comment: 'cli, run and main are the top; a library part that needs them is upside down.',
      from: { path: '^src/', pathNot: '^src/(cli/|run/|run\\.ts|main\\.ts)' },
      to: { path: '^src/(cli/|run/|run\\.ts|main\\.ts)' },
    },
    only('puppeteer-in-one-file', '^src/render/pdf/', 'node_modules/(puppeteer|@sparticuz)', 'A browser can reach the network and the disk: one place guards it.'),
    only('nodemailer-in-one-place', '^src/(deliver/smtp|render/email/)', 'node_modules/nodemailer', 'Mail options that must never be forgotten stand once.'),
    only('handlebars-only-in-render', '^src/render/', 'node_modules/handlebars', 'Templates are compiled in strict mode, once.'),
    only('kysely-only-in-archive', '^src/archive/', 'node_modules/kysely|^(node:)?sqlite$', 'What was known and when is asked through one port, whatever the database.'),
    only('undici-in-one-place', '^src/vdc/', 'node_modules/undici', 'Proxy, CA and body limits are set once.'),
    only('fonts-cut-in-one-place', '^src/render/fonts/font-library', 'node_modules/(subset-font|fontverter)', 'What cuts fonts shares memory between its calls: one place takes them in turn.'),
    only('yargs-only-in-cli', '^src/cli/', 'node_modules/yargs', 'Only the command line parses arguments.'),
    {
      name: 'tests-stay-outside',
      severity: 'error',
      comment: 'The product never needs its tests or a development package.',
      from: { path: '^src/' },
      to: { path: '^test/|node_modules/(vitest|fast-check|smtp-server|mailparser|pdfjs-dist)' },
    },
    { name: 'resolvable', severity: 'error', comment: 'An import that cannot be found.', from: { path: '^(src|test)/' }, to: { couldNotResolve: true } },
    {
      name: 'no-dev-dependencies',
      severity: 'error',
      comment: 'A published package does not bring its development packages.',
      from: { path: '^src/' },
      to: { dependencyTypes: ['npm-dev', 'npm-no-pkg'], dependencyTypesNot: ['type-only', 'npm'] },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'default', 'types'], extensions: ['.ts', '.js', '.json'] },
  },
};
