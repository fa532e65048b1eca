import tseslint from 'typescript-eslint';

/** What every file must keep, beyond the compiler's own strictness. */
const everywhere = {
  '@typescript-eslint/no-explicit-any': 'error',
  '@typescript-eslint/consistent-type-definitions': ['error', 'type'],
  '@typescript-eslint/consistent-type-imports': 'error',
  '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
  '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
  '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
  '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_' }],
  '@typescript-eslint/require-await': 'off',
  'no-restricted-exports': ['error', { restrictDefaultExports: { direct: true, named: true, defaultFrom: true, namedFrom: true, namespaceFrom: true } }],
  'no-console': 'error',
  eqeqeq: 'error',
  'max-lines': ['error', { max: 260, skipBlankLines: true, skipComments: true }],
  'max-lines-per-function': ['error', { max: 60, skipBlankLines: true, skipComments: true }],
  complexity: ['error', 15],
};

/** Pure folders: same input, same bytes. The clock, zone and randomness are arguments. */
const pure = {
  'no-restricted-globals': ['error', 'process', 'fetch', 'setTimeout', 'setInterval', 'performance', 'console'],
  'no-restricted-properties': [
    'error',
    { object: 'Date', property: 'now', message: 'A pure folder takes the instant as an argument.' },
    { object: 'Math', property: 'random', message: 'A pure folder takes its randomness as an argument.' },
    { object: 'DateTime', property: 'now', message: 'A pure folder takes the instant as an argument.' },
    { object: 'DateTime', property: 'local', message: "A pure folder never uses the machine's zone." },
  ],
  'no-restricted-syntax': [
    'error',
    { selector: "NewExpression[callee.name='Date'][arguments.length=0]", message: 'A pure folder takes the instant as an argument.' },
  ],
};

export default tseslint.config(
  { ignores: ['dist/', 'node_modules/', 'reports/', 'coverage/', '.*.js', '.*.cjs'] },
  ...tseslint.configs.strictTypeChecked,
  { languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } }, rules: everywhere },
  { files: ['src/model/**', 'src/analyze/**', 'src/report/**', 'src/messages/**', 'src/vdc/read/**'], rules: pure },
  { files: ['test/**'], rules: { 'max-lines-per-function': 'off', '@typescript-eslint/no-non-null-assertion': 'off' } },
);
