import { writeBundle } from '../../../src/deliver/folder.ts';
import { inOnePart } from '../../../src/model/bundle-file.ts';

/** Run as a process of its own: writes a bundle and kills itself at the step that the second argument names. */
const [root = '', fatalStep = '', text = ''] = process.argv.slice(2);
const report = JSON.stringify({ reportId: text, filler: text.repeat(1000) });
await writeBundle(
  {
    root,
    tenantId: 'contoso',
    periodKey: '2026-10',
    files: [inOnePart('report.json', Buffer.from(report)), inOnePart('evidence/0001.json', Buffer.from(text))],
  },
  {
    now: Date.now(),
    random: Math.random,
    onStep: (step) => {
      if (step === fatalStep) process.kill(process.pid, 'SIGKILL');
    },
  },
);
