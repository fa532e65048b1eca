import type { Report } from '../model/report.ts';

/** Two spaces: the file is read by people, too. */
const written = (value: unknown): string => JSON.stringify(value, null, 2);

/** What `{"key": value}` holds between its braces. */
const member = (key: string, value: unknown): string => written({ [key]: value }).slice('{'.length, -'\n}'.length);

/** An item of a list that is itself a member, as it stands there. */
const item = (value: unknown): string => written([[value]]).slice('[\n  ['.length, -'\n  ]\n]'.length);

function* list(key: string, items: readonly unknown[]): Generator<string> {
  if (items.length === 0) {
    yield member(key, items);
    return;
  }
  yield `\n  ${JSON.stringify(key)}: [`;
  for (const [place, value] of items.entries()) yield (place === 0 ? '' : ',') + item(value);
  yield '\n  ]';
}

/** report.json, job by job: byte for byte what `JSON.stringify` writes with two spaces, and a line break at the end. */
export function* reportJson(report: Report): Generator<string> {
  let before = '{';
  for (const [key, value] of Object.entries(report)) {
    yield before;
    if (key === 'jobs') yield* list(key, report.jobs);
    else yield member(key, value);
    before = ',';
  }
  yield '\n}\n';
}
