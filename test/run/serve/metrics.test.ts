import { expect, it } from 'vitest';
import { metricsText } from '../../../src/run/serve/metrics.ts';

it('writes the text format of Prometheus, whatever stands in a label', () => {
  const hostile = 'a"b\\c\nd{}';
  const text = metricsText([
    { name: 'up', kind: 'gauge', help: 'Two\nlines.', samples: [{ labels: {}, value: 1 }] },
    { name: 'x_total', kind: 'counter', help: 'X.', samples: [{ labels: { schedule: hostile, tenant: 't' }, value: 2.5 }] },
    { name: 'none', kind: 'gauge', help: 'None.', samples: [] },
  ]);
  expect(text).toBe(
    [
      '# HELP vdc_report_up Two\\nlines.',
      '# TYPE vdc_report_up gauge',
      'vdc_report_up 1',
      '# HELP vdc_report_x_total X.',
      '# TYPE vdc_report_x_total counter',
      'vdc_report_x_total{schedule="a\\"b\\\\c\\nd{}",tenant="t"} 2.5',
      '# HELP vdc_report_none None.',
      '# TYPE vdc_report_none gauge',
      '',
    ].join('\n'),
  );
});
