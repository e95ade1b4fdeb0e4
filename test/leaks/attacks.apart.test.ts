// What an attacker would try, each attempt a sentence. One file for all: they ask one gateway, over a truth that is changed
// behind its back where the attacker may not look. An answer that moves then carries something.
import { afterAll, beforeAll, beforeEach, describe } from 'vitest';
import { needs } from '../fixtures/servers.ts';
import { attacked } from './attacks/gateway.ts';

const missing = await needs('postgres');

describe.skipIf(missing)('an attacker', async () => {
  beforeAll(async () => {
    await attacked();
  }, 120_000);
  afterAll(async () => (await attacked()).close());
  beforeEach(async () => (await attacked()).restore());
  if (missing) return;
  await import('./attacks/acme.ts');
  await import('./attacks/borealis.ts');
  await import('./attacks/customer.ts');
  await import('./attacks/marketing.ts');
  await import('./attacks/analyst.ts');
  await import('./attacks/reporter.ts');
  await import('./attacks/time.ts');
});
