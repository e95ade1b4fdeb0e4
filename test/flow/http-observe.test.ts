import { expect, test } from 'vitest';
import { createLog } from '../../gateway/observe/log.ts';
import { createMetrics } from '../../gateway/observe/metrics.ts';
import { createObserver } from '../../gateway/observe/observer.ts';

const collect = (): { readonly lines: string[]; readonly write: (line: string) => void } => {
  const lines: string[] = [];
  return { lines, write: (line) => void lines.push(line) };
};

const line = {
  method: 'POST',
  route: '/graphql',
  status: 200,
  duration: 12.34,
  outcome: 'answered',
  receipt: 'r1',
} as const;

const clock = (): Date => new Date();

test('an access line has its listed fields and no others, whatever it is handed', () => {
  const sink = collect();
  const more = {
    ...line,
    method: 'CANARY',
    url: '/graphql?query=canary',
    headers: { authorization: 'canary' },
    remote: '10.0.0.1',
  };
  createLog(clock, sink).access(more);
  expect(JSON.parse(sink.lines[0] ?? '')).toEqual({
    level: 'info',
    time: expect.stringMatching(/^\d{4}-\d\d-\d\dT/),
    kind: 'access',
    method: 'other',
    route: '/graphql',
    status: 200,
    duration: 12.3,
    outcome: 'answered',
    receipt: 'r1',
  });
  expect(sink.lines.join()).not.toMatch(/canary|10\.0/i);
});

test('a silent log says nothing', () => {
  const sink = collect();
  const log = createLog(clock, sink, true);
  log.access(line);
  log.fault('e1', { name: 'Error', frames: [] });
  log.info('started', { port: 4000 });
  expect(sink.lines).toEqual([]);
});

test('metrics count what came to the API by closed labels, and who left is no longer in flight', async () => {
  const metrics = createMetrics({ process: false });
  const observer = createObserver(createLog(clock, collect()), metrics);
  for (const route of ['/graphql', '/graphql', '/health', 'other']) observer.started(route);
  observer.finished({ ...line, outcome: 'refused', code: 'FIELD_DENIED' });
  observer.finished({ method: 'POST', route: '/graphql', status: 499, duration: 3 });
  observer.finished({
    method: 'GET',
    route: 'other',
    status: 404,
    duration: 1,
    outcome: 'refused',
    code: 'BAD_USER_INPUT',
  });
  metrics.door('warm');
  metrics.storeRead('crm', 0.002);
  metrics.ledgerAppend(0.004);
  metrics.misfits('keep-last', 2);
  const text = await metrics.render();
  expect(text).toContain('scrim_requests_total{outcome="refused",code="FIELD_DENIED"} 1');
  expect(text).toContain('scrim_requests_total{outcome="gone",code="none"} 1');
  expect(text).toContain('scrim_requests_in_flight 0');
  expect(text).toContain('scrim_misfits_total{technique="keep-last"} 2');
  expect(text).toContain('scrim_store_read_duration_seconds_count{store="crm"} 1');
  expect(text).not.toContain('BAD_USER_INPUT');
});

test('two registries count apart', async () => {
  const [one, other] = [createMetrics({ process: false }), createMetrics()];
  one.door('cold');
  expect(await other.render()).not.toContain('scrim_doors_total{door="cold"} 1');
  expect(await other.render()).toContain('process_resident_memory_bytes');
});
