import { expect, test } from 'vitest';
import { UsageError } from '../../src/errors.ts';
import { FAULT_NAMES, parseFault } from '../../src/simulator/parse-fault.ts';

test.each([
  ['429@job=2,times=3,retry-after=5', { kind: 'too-many-requests', job: 2, times: 3, retryAfter: 5 }],
  ['500,times=2', { kind: 'server-error', status: 500, times: 2 }],
  ['server-error@status=503,retry-after=date,seconds=9', { kind: 'server-error', status: 503, retryAfter: 'date', seconds: 9 }],
  ['hang@job="SharePoint – Legal"', { kind: 'hang', job: 'SharePoint – Legal' }],
  ['hang@job=SharePoint – Legal, endpoint=logs', { kind: 'hang', job: 'SharePoint – Legal', endpoint: 'logs' }],
  [String.raw`reset@job="a, \"b\" \\ c"`, { kind: 'reset', job: String.raw`a, "b" \ c` }],
  ['reset@job="2"', { kind: 'reset', job: '2' }],
  ['401', { kind: 'unauthorized' }],
  [' latency@ms=250 ', { kind: 'latency', ms: 250 }],
  ['wrong-type@field=endTime,value=null', { kind: 'wrong-type', field: 'endTime', value: null }],
  ['wrong-type@field=endTime,value=soon', { kind: 'wrong-type', field: 'endTime', value: 'soon' }],
  ['redirect@to=http://127.0.0.1:9/v1', { kind: 'redirect', to: 'http://127.0.0.1:9/v1' }],
])('%s', (text, fault) => {
  expect(parseFault(text)).toEqual(fault);
});

test.each(FAULT_NAMES)('%s alone is a fault, but for latency without its length', (name) => {
  if (name === 'latency') expect(() => parseFault(name)).toThrow('ms cannot be used so');
  else expect(parseFault(name).kind).not.toBe('latency');
});

test.each(['explode', '', '418@times=1', 'constructor', '__proto__'])('an unknown fault %j is refused with the ones there are', (text) => {
  const error = (() => {
    try {
      return parseFault(text);
    } catch (thrown) {
      return thrown;
    }
  })();
  expect(error).toBeInstanceOf(UsageError);
  expect(error).toMatchObject({ code: 'unknown-fault', hint: expect.stringContaining('401, 403, 404, 429, 500, 502, 503, 504, latency') as unknown });
});

test.each([
  ['hang@times=0', 'times'],
  ['hang@times=two', 'times'],
  ['hang@job=', 'job'],
  ['hang@ms=4', 'ms'],
  ['server-error@status=501', 'status'],
  ['429@retry-after=soon', 'retry-after'],
  ['hang@endpoint=Jobs', 'endpoint'],
  ['hang@job="open', 'its options'],
  ['hang@job', 'its options'],
])('%s is refused, and %s named', (text, named) => {
  expect(() => parseFault(text)).toThrow(UsageError);
  expect(() => parseFault(text)).toThrow(named);
});

test.each([
  ['wrong-type@job=2,field=startTime', 'creationTime, endTime'],
  ['wrong-type@field=nope', 'isEnabled'],
  ['wrong-type@job=2,field=isEnabled', 'processedObjects'],
  ['wrong-type@endpoint=logs,field=status', 'Fields of logs: id, title, creationTime, endTime.'],
])('%s could never fire, and is refused with the fields there are', (text, named) => {
  expect(() => parseFault(text)).toThrow(UsageError);
  expect(() => parseFault(text)).toThrow(expect.objectContaining({ code: 'idle-fault', hint: expect.stringContaining(named) as unknown }) as Error);
});
