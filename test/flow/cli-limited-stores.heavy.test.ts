// A store that cannot do everything, in the real process: what needs more is refused when it starts and when it reads its rules
// again.
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import type { Abilities } from '../../schema/catalogue/abilities.ts';
import { fillFromTemplate } from '../fixtures/demo-template.ts';
import { changedDemo, folder, instead, lineOf, spawnScrim } from './cli-world.ts';

const hooks = fileURLToPath(new URL('../fixtures/limited-stores.ts', import.meta.url));

const limited = (args: readonly string[], abilities: Partial<Abilities>, data: string) =>
  spawnScrim(args, { SCRIM_DATA: data, SCRIM_TEST_ABILITIES: JSON.stringify(abilities) }, ['--import', hooks]);

/** Nobody can compare the column, and the demo's own rules never do. */
const noRegion = { columns: { 'crm.customers': { region: { operators: [], order: false } } } };
const byRegion = instead(
  '- purposes: [marketing]',
  '- purposes: [marketing]\n        rows: { Customer: { region: Bayern } }',
);

describe('stores that cannot do everything', { timeout: 60_000 }, () => {
  it('are not started where a policy needs more, and a check says the same', async () => {
    const config = await changedDemo({});
    const line = await lineOf(join(config, 'policy.yaml'), 'count: [');
    for (const command of ['start', 'check']) {
      const data = await folder();
      const { code, stdout, stderr } = await limited([command, '--config', config], { counts: false }, data).ended;
      expect(code).toBe(1);
      const said = command === 'start' ? stderr : stdout + stderr;
      expect(said).toContain(`policy.yaml:${line}:`);
      expect(said).toMatch(/`Customer` cannot be counted: store `crm` does not count/);
      if (command === 'start') expect(said).toContain('nothing was started');
      expect(said).not.toContain('Scrim answers at');
    }
  });

  it('are not started where a catalogue needs more', async () => {
    const config = await changedDemo({});
    const { code, stderr } = await limited(['start', '--config', config], { keys: ['uuid'] }, await folder()).ended;
    expect(code).toBe(1);
    expect(stderr).toContain(`catalogue.yaml:${await lineOf(join(config, 'catalogue.yaml'), 'key: {')}:`);
    expect(stderr).toContain('store `crm` has no keys of type `integer`');
  });

  it('keep the rules that they can keep, when a change of these needs more', async () => {
    const data = await folder();
    await fillFromTemplate(data);
    const config = await changedDemo({});
    const { child, ended, says } = limited(['start', '--config', config, '--port', '0'], noRegion, data);
    const [, url] = await says(/Scrim answers at (http:\S+)\/graphql/);
    const [gateway, policy] = [join(config, 'gateway.yaml'), join(config, 'policy.yaml')];
    const [stores, before] = [await readFile(gateway, 'utf8'), await readFile(policy, 'utf8')];

    await writeFile(policy, byRegion(before));
    child.kill('SIGHUP');
    await says(/these rows of `Customer` cannot be told from others: store `crm` cannot compare `Customer\.region`/);
    await says(/nothing was changed: what is wrong stands above/);
    expect((await fetch(`${url}/ready`)).status).toBe(200);

    // What will be asked is what runs, whatever gateway.yaml says by now: of this kind nothing is missing.
    const changed = stores.replaceAll(
      'kind: pglite, database: demo',
      'kind: postgres, url: postgres://postgres@127.0.0.1:5432/postgres',
    );
    expect(changed).not.toBe(stores);
    await writeFile(gateway, changed);
    child.kill('SIGHUP');
    await says(/(?:nothing was changed[\s\S]*){2}|policy in force/);

    await writeFile(gateway, stores);
    await writeFile(policy, before);
    child.kill('SIGHUP');
    await says(/scrim: policy unchanged: /);
    child.kill('SIGTERM');
    const { code, stderr } = await ended;
    expect(code).toBe(0);
    expect(stderr.match(/nothing was changed: what is wrong stands above/g)).toHaveLength(2);
    expect(stderr).not.toContain('policy in force');
  });
});
