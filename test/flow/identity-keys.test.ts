import { createHash } from 'node:crypto';
import { chmod, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type KeyOptions, type KeyPlace, keysSection, rootKeys } from '../../gateway/identify/keys.ts';

let data: string;
beforeEach(async () => {
  data = await mkdtemp(join(tmpdir(), 'scrim-keys-'));
});
afterEach(() => rm(data, { recursive: true }));

const hex = (seed: string): string => createHash('sha256').update(seed).digest('hex');
const place = (change: Partial<KeyPlace> = {}): KeyPlace => ({
  folder: data,
  data,
  demo: false,
  env: {},
  warn: () => undefined,
  ...change,
});
const fromEnv: readonly KeyOptions[] = [{ id: 'k1', env: 'SCRIM_KEY' }];
const inEnv = (value: string): KeyPlace => place({ env: { SCRIM_KEY: value } });
const created: readonly KeyOptions[] = [{ id: 'k1', file: 'root.key', create: true }];

describe('a root key', () => {
  it('is read as hex, base64 and base64url, and white space around it means nothing', async () => {
    const bytes = Buffer.from(hex('x'), 'hex');
    const spaced = ` ${hex('x').toUpperCase()}\n`;
    for (const text of [hex('x'), spaced, bytes.toString('base64'), bytes.toString('base64url')]) {
      const [key] = await rootKeys(fromEnv, inEnv(text));
      expect(Buffer.from(key?.secret ?? []).equals(bytes)).toBe(true);
    }
  });

  it.each([
    ['too short', hex('x').slice(2), 'shorter than 32 bytes'],
    ['a digit short', `${hex('x')}0`, 'neither hex nor base64'],
    ['a sentence', 'correct horse battery staple, and so on and on', 'neither hex nor base64'],
    ['a placeholder', '0'.repeat(64), 'not random'],
  ])('is refused when it is %s, without being said back', async (_, text, why) => {
    const error: unknown = await rootKeys(fromEnv, inEnv(text)).catch((refused: unknown) => refused);
    expect(String(error)).toContain(why);
    expect(String(error)).not.toContain(text.slice(0, 12));
  });

  it('that is missing stops the start, and says what to do', async () => {
    await expect(rootKeys(fromEnv, place())).rejects.toThrow(/set `SCRIM_KEY`/);
    await expect(rootKeys(fromEnv, inEnv('  '))).rejects.toThrow(/set `SCRIM_KEY`/);
    await expect(rootKeys([{ id: 'k1', file: 'none.key' }], place())).rejects.toThrow(/openssl rand -hex 32/);
    await expect(rootKeys(created, place())).rejects.toThrow(/there is no root key `k1`/);
    expect(await readdir(data)).toEqual([]);
  });

  it('that others can read is used with a warning', async () => {
    const path = join(data, 'open.key');
    await writeFile(path, hex('x'));
    const warnings: string[] = [];
    const warn = (message: string): void => void warnings.push(message);
    await chmod(path, 0o644);
    await rootKeys([{ id: 'k1', file: 'open.key' }], place({ warn }));
    expect(warnings).toEqual([expect.stringContaining(`chmod 600 ${path}`)]);
    await chmod(path, 0o600);
    await rootKeys([{ id: 'k1', file: 'open.key' }], place({ warn }));
    expect(warnings).toHaveLength(1);
  });

  it('is made by the demo, for its eyes only, and is the same at the next start', async () => {
    const demo = place({ demo: true, data: join(data, 'new', 'folder') });
    const [first] = await rootKeys([{ id: 'k1', create: true }], demo);
    const [again] = await rootKeys([{ id: 'k1', create: true }], demo);
    expect(first?.secret).toHaveLength(32);
    expect(again).toEqual(first);
    expect((await stat(join(demo.data, 'root.key'))).mode & 0o777).toBe(0o600);
    expect((await readdir(demo.data)).sort()).toEqual(['root.key', 'root.key.check']);
    const secret = (await readFile(join(demo.data, 'root.key'), 'utf8')).trim();
    expect(await readFile(join(demo.data, 'root.key.check'), 'utf8')).not.toContain(secret);
  });

  it('is one key, however many make it at once', async () => {
    const keys = await Promise.all([1, 2, 3, 4].map(() => rootKeys(created, place({ demo: true }))));
    expect(new Set(keys.map((key) => Buffer.from(key[0]?.secret ?? []).toString('hex'))).size).toBe(1);
  });

  it('that is lost is not made again: it would open nothing of what is there', async () => {
    await rootKeys(created, place({ demo: true }));
    await rm(join(data, 'root.key'));
    await expect(rootKeys(created, place({ demo: true }))).rejects.toThrow(/root key `k1` is lost/);
    expect(await readdir(data)).toEqual(['root.key.check']);
  });

  it('that is another one under the same id is refused', async () => {
    await rootKeys(fromEnv, inEnv(hex('x')));
    await expect(rootKeys(fromEnv, inEnv(hex('y')))).rejects.toThrow(/not the one that this data was made with/);
    await expect(rootKeys(fromEnv, inEnv(hex('x')))).resolves.toHaveLength(1);
  });

  it('is followed by another one under another id, the old one kept behind it', async () => {
    await rootKeys(fromEnv, inEnv(hex('x')));
    const env = { SCRIM_KEY: hex('x'), SCRIM_KEY_2: hex('y') };
    const both = await rootKeys([{ id: 'k2', env: 'SCRIM_KEY_2' }, ...fromEnv], place({ env }));
    expect(both.map(({ id }) => id)).toEqual(['k2', 'k1']);
    await expect(rootKeys([{ id: 'k2', env: 'SCRIM_KEY' }], place({ env }))).rejects.toThrow(/`k2` is not the one/);
  });

  it('is not replaced whole: nothing that it sealed would open, and nobody would notice', async () => {
    await rootKeys(fromEnv, inEnv(hex('x')));
    const env = { SCRIM_KEY: hex('x'), SCRIM_KEY_2: hex('y') };
    const next: KeyOptions = { id: 'k2', env: 'SCRIM_KEY_2' };
    await expect(rootKeys([next], place({ env }))).rejects.toThrow(/\(`k1`\): name the old one behind the new one/);
    await rootKeys([next, ...fromEnv], place({ env }));
    // Once both are known the old one may go.
    await expect(rootKeys([next], place({ env }))).resolves.toHaveLength(1);
  });

  it('is not trusted where the memory of it is damaged', async () => {
    await writeFile(join(data, 'root.key.check'), 'k1 zzz\n');
    await expect(rootKeys(fromEnv, inEnv(hex('x')))).rejects.toThrow(/is damaged/);
  });
});

describe('the keys of gateway.yaml', () => {
  it.each([
    ['none', []],
    ['a key from nowhere', [{ id: 'k1' }]],
    ['a key from two places', [{ id: 'k1', file: 'a', env: 'A' }]],
    ['a key to be made in the environment', [{ id: 'k1', env: 'A', create: true }]],
    ['an id that does not fit a surrogate', [{ id: 'Key-1', file: 'a' }]],
    [
      'two of one id',
      [
        { id: 'k1', file: 'a' },
        { id: 'k1', file: 'b' },
      ],
    ],
    ['the secret itself', [{ id: 'k1', secret: hex('x') }]],
  ])('refuse %s', (_, value) => {
    expect(keysSection.safeParse(value).success).toBe(false);
    expect(keysSection.safeParse([{ id: 'k1', file: 'a' }]).success).toBe(true);
  });
});
