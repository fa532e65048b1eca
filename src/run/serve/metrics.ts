/** One value with its labels. */
export type Sample = { readonly labels: Readonly<Record<string, string>>; readonly value: number };

export type Metric = {
  /** Without the prefix that all of ours have. */
  readonly name: string;
  readonly kind: 'gauge' | 'counter';
  readonly help: string;
  readonly samples: readonly Sample[];
};

const PREFIX = 'vdc_report_';

const escaped = (text: string): string => text.replaceAll('\\', '\\\\').replaceAll('\n', '\\n').replaceAll('"', '\\"');

const labelsOf = ({ labels }: Sample): string => {
  const pairs = Object.entries(labels).map(([name, value]) => `${name}="${escaped(value)}"`);
  return pairs.length === 0 ? '' : `{${pairs.join(',')}}`;
};

const linesOf = ({ name, kind, help, samples }: Metric): readonly string[] => [
  `# HELP ${PREFIX}${name} ${help.replaceAll('\\', '\\\\').replaceAll('\n', '\\n')}`,
  `# TYPE ${PREFIX}${name} ${kind}`,
  ...samples.map((sample) => `${PREFIX}${name}${labelsOf(sample)} ${String(sample.value)}`),
];

/** In the text format of Prometheus, version 0.0.4. */
export const metricsText = (metrics: readonly Metric[]): string => `${metrics.flatMap(linesOf).join('\n')}\n`;
