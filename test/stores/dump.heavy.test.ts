import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { PGlite } from '@electric-sql/pglite';
import { Client } from 'pg';
import { afterAll, describe, expect, test } from 'vitest';
import { openEmbeddedDatabases } from '../../gateway/embedded.ts';
import { lockFolder } from '../../gateway/stores/lock.ts';
import { needs, postgresUrl } from '../fixtures/servers.ts';

const data = mkdtempSync(join(tmpdir(), 'scrim-dump-'));
const lock = lockFolder(data, { pid: process.pid, since: '2026-11-01T10:00:00Z' });
afterAll(() => {
  lock.release();
  rmSync(data, { recursive: true, force: true });
});

const file = (name: string, content: string | Buffer): string => {
  writeFileSync(join(data, name), content);
  return join(data, name);
};

/** What a store of a database reads that begins with this dump. */
async function filled(name: string, dump: string, query: string) {
  const told: string[] = [];
  const place = {
    data,
    lock,
    demo: false,
    dumps: new Map([[name, dump]]),
    onFault: () => undefined,
    progress: (text: string) => void told.push(text),
  };
  const databases = await openEmbeddedDatabases([name], place);
  try {
    const store = databases.get(name)?.store('crm');
    const rows = await store?.read({ name: 'rows', text: query, decode: [(cell) => cell as string] }, []);
    return { rows: rows && Array.from({ length: rows.count }, (_, row) => rows.cell(row, 0)), told };
  } finally {
    await databases.get(name)?.close();
  }
}

const missing = await needs('postgres');

describe.skipIf(missing)('an embedded database begins with a dump', () => {
  test('of a PostgreSQL, by COPY or by INSERT, plain or gzipped', async () => {
    const schema = `dump_${randomBytes(6).toString('hex')}`;
    const client = new Client({ connectionString: postgresUrl });
    await client.connect();
    await client.query(`create schema ${schema};
      create type ${schema}.mood as enum ('SAD', 'GLAD');
      create table ${schema}.people (id serial primary key, name text, mood ${schema}.mood, note jsonb);
      insert into ${schema}.people (name, mood, note) select 'tab' || chr(9) || 'and; \\ ''quote'' ' || i, 'GLAD', '{"a": 1.10}' from generate_series(1, 3000) i;
      create function ${schema}.one() returns int language sql begin atomic select 1; end;
      create view ${schema}.glad as select * from ${schema}.people where mood = 'GLAD'`);
    const dump = (...args: readonly string[]): Buffer =>
      execFileSync('pg_dump', [...args, '--schema', schema, postgresUrl], { maxBuffer: 1e8 });
    const query = `select md5(string_agg(p::text, '|' order by id)) || ' ' || ${schema}.one() || ' ' || (select count(*) from ${schema}.glad) from ${schema}.people p`;
    try {
      const { rows } = await client.query({ text: query, rowMode: 'array' });
      const there = rows.flat();
      const copied = await filled('copied', file('copied.sql', dump()), query);
      expect(copied.rows).toEqual(there);
      expect(copied.told[0]).toMatch(/^filling the embedded database `copied` from `.*copied\.sql`, once$/);
      expect(copied.told.length).toBeGreaterThan(1);
      const inserted = await filled('inserted', file('inserted.sql.gz', gzipSync(dump('--inserts'))), query);
      expect(inserted.rows).toEqual(there);
    } finally {
      await client.query(`drop schema ${schema} cascade`);
      await client.end();
    }
  }, 60_000);

  test('of its own files, as PGlite dumps them', async () => {
    const db = await PGlite.create();
    await db.exec(`create table public.t (a text); insert into public.t values ('from files')`);
    const tarball = Buffer.from(await (await db.dumpDataDir('gzip')).arrayBuffer());
    await db.close();
    const { rows } = await filled('files', file('files.tar.gz', tarball), 'select a from public.t');
    expect(rows).toEqual(['from files']);
    const broken = file(
      'broken.tar.gz',
      gzipSync(Buffer.concat([Buffer.alloc(257), Buffer.from('ustar'), Buffer.alloc(2000, 7)])),
    );
    await expect(filled('broken', broken, 'select 1')).rejects.toThrow('could not be loaded');
    expect(readdirSync(data).filter((name) => name.startsWith('broken') && !name.endsWith('gz'))).toEqual([]);
  }, 60_000);
});

test('a dump is loaded whole or not at all, and once', async () => {
  const bad = `create table public.t (a int primary key);\n${'insert into public.t values (1);\n'.repeat(2)}`;
  const dump = file('some.sql', bad);
  await expect(filled('some', dump, 'select 1')).rejects.toThrow(
    /^`.*some\.sql` could not be loaded: line 1: a statement failed \(SQLSTATE 23505\)$/,
  );
  file('some.sql', 'create table public.t (a int);\ncopy public.t from stdin;\ncanary-7731\n\\.\n');
  const error = await filled('some', dump, 'select 1').catch((caught: unknown) => caught as Error);
  expect((error as Error).message).toMatch(/line 2: a statement failed \(SQLSTATE 22P02\)$/);
  file('some.sql', 'create table public.t (a nothing);');
  await expect(filled('some', dump, 'select 1')).rejects.toThrow('SQLSTATE 42704): type "nothing" does not exist');
  expect(existsSync(join(data, 'some')) || existsSync(join(data, 'some.filling'))).toBe(false);
  file('some.sql', 'create table public.t (a text); insert into public.t values (1);');
  expect((await filled('some', dump, 'select a from public.t')).rows).toEqual(['1']);
  file('some.sql', 'this is no longer read');
  expect(await filled('some', dump, 'select a from public.t')).toEqual({ rows: ['1'], told: [] });
  await expect(filled('other', join(data, 'absent.sql'), 'select 1')).rejects.toThrow('absent.sql` cannot be read');
  await expect(filled('other', file('custom', 'PGDMP...'), 'select 1')).rejects.toThrow('pg_dump --format=plain');
}, 90_000);
