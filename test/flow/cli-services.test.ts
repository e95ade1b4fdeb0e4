import { expect, test } from 'vitest';
import { folder, scrim } from './cli-world.ts';

const nobody = { SCRIM_DEMO_POSTGRES: 'postgres://postgres:pass-w0rd@127.0.0.1:1/postgres' };

test('a server that is not there is named, with what to do and without its password', async () => {
  const said = await scrim(['services'], { SCRIM_DATA: await folder(), ...nobody });
  expect(said.code).toBe(1);
  expect(said.stderr).toContain('a PostgreSQL at 127.0.0.1:1 cannot be filled (ECONNREFUSED)');
  expect(said.stderr).toContain('SCRIM_DEMO_POSTGRES');
  expect(said.stderr).not.toContain('pass-w0rd');
});

test('an address that cannot be read is not repeated', async () => {
  const said = await scrim(['services'], {
    SCRIM_DATA: await folder(),
    SCRIM_DEMO_POSTGRES: 'mysql://a:pass-w0rd@b/c',
  });
  expect(said.code).toBe(1);
  expect(said.stderr).toContain('begins with postgres://');
  expect(said.stderr).not.toContain('pass-w0rd');
});
