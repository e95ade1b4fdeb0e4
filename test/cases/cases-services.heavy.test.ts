import { afterAll, describe } from 'vitest';
import { needs } from '../fixtures/servers.ts';
import { servicesGateway } from '../fixtures/services-gateway.ts';
import { goldenCases } from './golden-cases.ts';

const missing = (await needs('postgres')) ?? (await needs('mariadb'));

describe.skipIf(missing)('with customers in PostgreSQL and the shop in MariaDB', () => {
  const services = servicesGateway();
  afterAll(() => services.close());
  goldenCases(services.open);
});
