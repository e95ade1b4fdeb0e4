import { createServer } from 'node:net';
import { once } from 'node:events';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { runStart } from '../../gateway/cli/start.ts';
import { startFault } from '../../gateway/cli/start-fault.ts';
import { changedDemo, folder, instead, spawnScrim, testShell } from './cli-world.ts';

/** Not embedded, so that a start takes no time; nothing here reads a customer. */
const distant = (text: string): string =>
  text.replaceAll('kind: pglite, database: demo', 'kind: postgres, url: postgres://postgres@127.0.0.1:5432/postgres');

const config = (): Promise<string> => changedDemo({ 'gateway.yaml': distant });

const patience = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds));

const address = { host: '127.0.0.1', port: '4000' };

describe('scrim start', () => {
  it('serves, keeps its folder to itself, finishes what it accepted, and ends with 0', async () => {
    const [dir, data] = [await config(), await folder()];
    const args = ['start', '--config', dir, '--port', '0'];
    const { child, ended, says } = spawnScrim(args, { SCRIM_DATA: data });
    const [, url] = await says(/Scrim answers at (http:\S+)\/graphql/);
    expect((await fetch(`${url}/health`)).status).toBe(200);

    const second = await spawnScrim(args, { SCRIM_DATA: data }).ended;
    expect([second.code, second.stdout]).toEqual([1, '']);
    expect(second.stderr).toMatch(new RegExp(`in use by process ${child.pid} since .*: stop that one first`));

    child.kill('SIGTERM');
    const { code, stderr, stdout } = await ended;
    expect(code).toBe(0);
    expect(stderr).toContain('scrim: stopping');
    for (const line of stdout.trim().split('\n')) expect(JSON.parse(line)).toHaveProperty('kind', 'access');
  });

  it('ends at once when it is asked twice, whatever is under way', async () => {
    const { child, ended, says } = spawnScrim(['start', '--config', await config(), '--port', '0'], {
      SCRIM_DATA: await folder(),
    });
    const [, url] = await says(/Scrim answers at (http:\S+)/);
    const held = new AbortController();
    onTestFinished(() => held.abort());
    const body = new ReadableStream({ start: (stream) => stream.enqueue(new TextEncoder().encode('{')) });
    const headers = { 'content-type': 'application/json' };
    const init: RequestInit & { readonly duplex: 'half' } = {
      method: 'POST',
      headers,
      body,
      duplex: 'half',
      signal: held.signal,
    };
    fetch(url ?? '', init).catch(() => undefined);
    await patience(200);
    child.kill('SIGINT');
    await says(/scrim: stopping/);
    const asked = performance.now();
    child.kill('SIGINT');
    expect((await ended).code).toBe(1);
    expect(performance.now() - asked).toBeLessThan(3000);
  });

  it.each(['setTimeout(() => { throw new Error(word) }, 10)', 'setTimeout(() => Promise.reject(new Error(word)), 10)'])(
    'leaves a line without values in the log when nobody catches %s, and ends with 1',
    async (fault) => {
      // The fault waits until the gateway says that it serves.
      const module = `
      const word = process.env.WORD;
      const write = process.stderr.write.bind(process.stderr);
      process.stderr.write = (text) => {
        if (String(text).includes('answers')) ${fault};
        return write(text);
      };`;
      const flags = ['--import', `data:text/javascript,${encodeURIComponent(module)}`];
      const environment = { SCRIM_DATA: await folder(), WORD: 'canary-7731' };
      const { ended } = spawnScrim(['start', '--config', await config(), '--port', '0'], environment, flags);
      const { code, stdout, stderr } = await ended;
      expect(code).toBe(1);
      expect(stdout).toMatch(/"kind":"fault","errorId":"[\w-]{12}","name":"Error","frames":\[/);
      expect(stdout + stderr).not.toContain('canary-7731');
    },
  );

  it('starts nothing out of a configuration with errors', async () => {
    const dir = await changedDemo({ 'policy.yaml': instead('limits:', 'limit:') });
    const { shell, said } = testShell({ SCRIM_DATA: await folder() });
    expect(await runStart({ config: dir }, shell)).toBe(1);
    expect(said.stderr).toMatch(/policy\.yaml:\d+:\d+ error .*`limit`/);
    expect(said.stderr).toContain('nothing was started');
  });

  it('says what to do where the port is taken, and lets go of the folder', async () => {
    const taken = createServer().listen(0, '127.0.0.1');
    onTestFinished(() => void taken.close());
    await once(taken, 'listening');
    const { port } = taken.address() as { readonly port: number };
    const [dir, environment] = [await config(), { SCRIM_DATA: await folder() }];
    const first = testShell(environment);
    expect(await runStart({ config: dir, port }, first.shell)).toBe(1);
    expect(first.said.stderr).toContain(`port ${port} of \`127.0.0.1\` is in use: stop what listens there`);

    const again = testShell({ ...environment, PORT: '0' });
    const running = runStart({ config: dir }, again.shell);
    while (!again.said.stderr.includes('answers')) await patience(10);
    again.stop();
    expect(await running).toBe(0);
    expect(again.exits).toEqual([]);
  });

  it('stops right after it has started where it was asked to before', async () => {
    const { shell, said, stop } = testShell({ SCRIM_DATA: await folder(), PORT: '0' });
    const { process } = shell;
    const onStop = (handle: () => void): void => {
      process.onStop(handle);
      stop();
    };
    expect(await runStart({ config: await config() }, { ...shell, process: { ...process, onStop } })).toBe(0);
    expect(said.stderr).toContain('scrim: stopping');
  });

  it.each([
    [{ PORT: 'http' }, {}, 2, 'a port is a whole number'],
    [{ HOST: '0.0.0.0' }, {}, 1, 'set `listen.host` to 127.0.0.1'],
    [{ SCRIM_DEMO_PUBLIC: '1' }, { host: '192.0.2.1', port: 0 }, 1, '`192.0.2.1` is no address of this machine'],
  ])('refuses %j %j', async (environment, args, code, words) => {
    const { shell, said } = testShell({ SCRIM_DATA: await folder(), ...environment });
    expect(await runStart({ config: await config(), ...args }, shell)).toBe(code);
    expect(said.stderr).toContain(words);
  });

  it('says which key is missing, and how to make one', async () => {
    const real = await changedDemo({
      'gateway.yaml': (text) =>
        [
          instead('demo: true\ndata', 'data'),
          instead('demo: true\n    algorithms', 'jwks: https://issuer.example/keys\n    algorithms'),
          instead('demo: true\n    algorithms', 'jwks: https://partners.example/keys\n    algorithms'),
          instead('id: k1, create: true', 'id: k1, file: root.key'),
        ].reduce((before, change) => change(before), distant(text)),
    });
    const { shell, said } = testShell({ SCRIM_DATA: await folder() });
    expect(await runStart({ config: real }, shell)).toBe(1);
    expect(said.stderr).toContain('there is no root key `k1`: write it with');
    expect(said.stderr).toContain(join(real, 'root.key'));
  });

  it('tells the text of its own errors only', () => {
    const foreign = Object.assign(new Error('canary-7731'), { code: '23505' });
    expect(startFault(foreign, address)).toBeUndefined();
    expect(startFault(new TypeError('canary-7731'), address)).toBeUndefined();
    expect(startFault('canary-7731', address)).toBeUndefined();
    const file = Object.assign(new Error('canary-7731'), { code: 'EACCES', path: '/data' });
    expect(startFault(file, address)).toBe('`/data` cannot be used: give this process the right to read and write it');
  });
});
