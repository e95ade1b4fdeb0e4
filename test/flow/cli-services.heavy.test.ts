import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import type { CheckReport } from '../../gateway/cli/check.ts';
import { needs } from '../fixtures/servers.ts';
import { servicesGateway } from '../fixtures/services-gateway.ts';
import { scrim } from './cli-world.ts';

const missing = (await needs('postgres')) ?? (await needs('mariadb'));

describe.skipIf(missing)('the demo with customers in PostgreSQL and the shop in MariaDB', () => {
  const services = servicesGateway();
  afterAll(() => services.close());

  test('is as its catalogue says, and its accounts can only read', async () => {
    const { data } = await services.open();
    const args = ['check', '--config', join(data, 'services'), '--stores', '--json'];
    const { stdout } = await scrim(args, { SCRIM_DATA: data });
    const found = (JSON.parse(stdout) as CheckReport).findings.filter(({ path }) => path[0] !== 'partners');
    expect(found).toEqual([]);
  }, 60_000);
});
