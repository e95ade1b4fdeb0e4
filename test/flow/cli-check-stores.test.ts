import { randomBytes } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CheckReport } from '../../gateway/cli/check.ts';
import { lockFolder } from '../../gateway/stores/lock.ts';
import { fillFromTemplate } from '../fixtures/demo-template.ts';
import { needs, postgresUrl } from '../fixtures/servers.ts';
import { changedDemo, folder, instead, lineOf, scrim } from './cli-world.ts';

const today = '2026-11-21';

const checked = async (config: string, environment: Readonly<Record<string, string>> = {}): Promise<CheckReport> =>
  JSON.parse((await scrim(['check', '--config', config, '--stores', '--json'], environment, today)).stdout);

const told = async (...asked: Parameters<typeof checked>): Promise<readonly string[]> =>
  (await checked(...asked)).findings
    .filter(({ path }) => path[0] !== 'partners')
    .map(({ severity, path, message, advice }) => `${severity} ${path.join('.')} ${message} | ${advice}`);

describe('scrim check --stores on embedded databases', () => {
  it('finds nothing wrong with the demo, and takes nothing from a gateway that serves it', async () => {
    const data = await folder();
    await fillFromTemplate(data);
    expect(await told('gateway/demo', { SCRIM_DATA: data })).toEqual([]);
    const lock = lockFolder(data, { pid: 4711, since: '2026-11-21T10:00:00Z' });
    const [busy, same] = await told('gateway/demo', { SCRIM_DATA: data });
    lock.release();
    expect(busy).toMatch(/^warning stores\.crm the data folder `.*` is in use by process 4711 since /);
    expect(same).toMatch(/^warning stores\.shop /);
    const config = await changedDemo({
      'catalogue.yaml': instead('birthDate: { type: Date', 'birthDate: { type: DateTime'),
    });
    expect(await told(config, { SCRIM_DATA: data })).toEqual([
      'error entities.Customer.fields.birthDate.type `birth_date` is `date`, which `DateTime` does not read as it is | write `Date`',
    ]);
  }, 30_000);

  it('makes none where there is none yet', async () => {
    const data = join(await folder(), 'new');
    const found = await told('gateway/demo', { SCRIM_DATA: data });
    expect(found).toEqual(
      ['crm', 'shop'].map(
        (one) => `warning stores.${one} the embedded database is not made yet | start once, then check again`,
      ),
    );
    await expect(mkdir(data)).resolves.toBeUndefined();
  });
});

const missing = await needs('postgres');
const schema = `check_${randomBytes(6).toString('hex')}`;

const sql = async (text: string): Promise<void> => {
  const client = new Client({ connectionString: postgresUrl });
  await client.connect();
  await client.query(text).finally(() => client.end());
};

const things = (key: string, fields: string, table = `${schema}.things`): string => `
  Thing:
    store: pg
    table: ${table}
    key: ${key}
    subject: none
    fields:
      id: { type: ID, tier: general, category: transaction }
${fields
  .trim()
  .split('\n')
  .map((line) => `      ${line.trim().replace('}', ', tier: general, category: transaction }')}`)
  .join('\n')}
    relations:
      owner: { to: Thing, via: owner_id }
`;

/** The demo with an entity more, in a PostgreSQL or another server. */
async function withThings(entity: string, url: string, kind = 'postgres'): Promise<string> {
  const config = await changedDemo({
    'gateway.yaml': instead('  shop: {', `  pg: { kind: ${kind}, url: '${url}' }\n  shop: {`),
    'catalogue.yaml': (text) => `${text.trimEnd()}\n${entity}`,
  });
  return config;
}

describe.skipIf(missing)('scrim check --stores on a PostgreSQL', () => {
  const reader = `${schema}_reader`;
  const readerUrl = postgresUrl.replace('postgres@', `${reader}@`);
  const right = things(
    '{ column: id, type: bigint }',
    `
    name: { type: String }
    mood: { type: Enum, values: [SAD, GLAD] }
    price: { type: Decimal }
    tags: { type: JSON }`,
  );

  beforeAll(() =>
    sql(`create schema ${schema}; create type ${schema}.mood as enum ('SAD', 'GLAD');
      create domain ${schema}.price as numeric(12, 2);
      create table ${schema}.things (id bigint primary key, owner_id bigint, code text, name varchar(20), mood ${schema}.mood, price ${schema}.price,
        paid money, face bytea, tags text[], ip inet, at timestamp, big bigint);
      create view ${schema}.seen as select * from ${schema}.things;
      create role ${reader} login; grant usage on schema ${schema} to ${reader}; grant select on ${schema}.things to ${reader}`),
  );
  afterAll(() => sql(`drop schema ${schema} cascade; drop role ${reader}`));

  const ofThings = async (entity: string, url = readerUrl): Promise<readonly string[]> =>
    (await told(await withThings(entity, url))).filter((line) => !line.includes('not made yet'));

  it('has nothing to say where all is as it should be', async () => {
    expect(await ofThings(right)).toEqual([]);
  });

  it('names tables, columns and types that are not there, each at its place', async () => {
    const wrong = things(
      '{ column: code, type: integer }',
      `
      nam: { type: String }
      mood: { type: Enum, values: [SAD] }
      price: { type: Float }
      paid: { type: Decimal }
      face: { type: String }
      tags: { type: String }
      ip: { type: String, semantic: ip-address }
      at: { type: Date }
      big: { type: Int }`,
    );
    const config = await withThings(wrong, readerUrl);
    const report = await checked(config);
    const found = report.findings.filter(({ path }) => path.includes('Thing'));
    expect(found.map(({ path, message, advice }) => `${path.slice(2).join('.')}: ${message} | ${advice}`)).toEqual([
      'key.column: `code` is not unique: two records could have one id | name the primary key, or make a unique index',
      'key.column: `code` may be null, and an id is not | make it `not null`',
      'key.type: `code` is `text`, which is no key of type `integer` | write `text`',
      `fields.nam.column: \`${schema}.things\` has no column \`nam\` | did you mean \`name\`?`,
      'fields.mood.values: `mood` can also hold `GLAD` | add them, or make it a `String`',
      `fields.price.type: \`price\` is \`${schema}.price\`, which \`Float\` does not read as it is | write \`Decimal\``,
      'fields.paid.type: `paid` is `money`, which `Decimal` does not read as it is | its text depends on where the server stands: read it by a view, as `numeric`',
      'fields.face.type: `face` is `bytea`, which `String` does not read as it is | bytes are no text: read it by a view, as `encode(…)`, or leave it out',
      'fields.tags.type: `tags` is `text[]`, which `String` does not read as it is | write `JSON`',
      expect.stringMatching(
        /^fields\.ip\.type: `ip` is `inet`, and `ip` is masked as ip-address \| its text ends in a mask/,
      ),
      'fields.at.type: `at` is `timestamp without time zone`, which `Date` does not read as it is | write `DateTime`',
      'fields.big.type: `big` is `bigint`, which `Int` does not read as it is | write `BigInt`',
      'relations.owner.via: `owner_id` is `bigint`, which is no key of type `integer` | write `bigint`',
    ]);
    expect(report.usable).toBe(false);
    expect(found[4]).toMatchObject({
      file: join(config, 'catalogue.yaml'),
      line: await lineOf(join(config, 'catalogue.yaml'), 'values: [SAD]'),
    });
    expect(await ofThings(right.replace('.things', '.thing'))).toEqual([
      `error entities.Thing.table store \`pg\` has no table \`${schema}.thing\` | did you mean \`${schema}.things\`?`,
    ]);
    expect(await ofThings(right.replace(`${schema}.things`, 'things'))).toEqual([
      expect.stringContaining('error entities.Thing.table store `pg` has no table `things`'),
    ]);
  });

  it('says of a view that nobody knows its key, and of a table that it may not be read', async () => {
    expect(await ofThings(right.replace('.things', '.seen'), postgresUrl)).toContainEqual(
      expect.stringContaining('warning entities.Thing.key.column nobody can say that `id` is unique'),
    );
    expect(await ofThings(right.replace('.things', '.seen'))).toContainEqual(
      expect.stringContaining("error entities.Thing.fields.name the store's account may not read the column `name`"),
    );
  });

  it('says what an account can do beside reading, and how to make one that cannot', async () => {
    await sql(
      `grant insert, truncate on ${schema}.things to ${reader}; grant create on schema ${schema} to ${reader}; grant pg_read_server_files to ${reader}`,
    );
    expect(await ofThings(right)).toEqual([
      `warning stores.pg the account of store \`pg\` can do more than read: it may read files of the server, may create tables in \`${schema}\`, may insert in \`${schema}.things\`, may truncate in \`${schema}.things\` | make one that cannot: create role scrim_reader login password '…'; grant usage on schema "${schema}" to scrim_reader; grant select on "${schema}"."things" to scrim_reader;`,
    ]);
    // What it may do elsewhere is more than reading too.
    await sql(
      `create table ${schema}.more1 (a int, b int); create table ${schema}.more2 (a int); grant update (b) on ${schema}.more1 to ${reader}; grant delete on ${schema}.more2 to ${reader}`,
    );
    expect(await ofThings(right)).toEqual([
      expect.stringContaining(`, may write in \`${schema}.more1\`, may write in \`${schema}.more2\`, may insert in`),
    ]);
    await sql(`create table ${schema}.more3 as select; create table ${schema}.more4 as select; create table ${schema}.more5 as select;
      grant insert on ${schema}.more3, ${schema}.more4, ${schema}.more5 to ${reader}`);
    expect(await ofThings(right)).toEqual([
      expect.stringContaining(
        `, may write in \`${schema}.more3\`, may write in more tables that no entity has, may insert in`,
      ),
    ]);
    await sql(`drop table ${['1', '2', '3', '4', '5'].map((n) => `${schema}.more${n}`).join(', ')}`);
    const [all] = await ofThings(right, postgresUrl);
    expect(all).toContain('the account of store `pg` can do more than read: it is a superuser |');
    await sql(
      `revoke insert, truncate on ${schema}.things from ${reader}; revoke create on schema ${schema} from ${reader}; revoke pg_read_server_files from ${reader}`,
    );
  });

  it('says why a store cannot be asked, and never with what account', async () => {
    const nobody = await ofThings(right, 'postgres://canary-name:canary-word@127.0.0.1:5432/test');
    expect(nobody).toEqual([
      expect.stringMatching(/^error stores\.pg store `pg` cannot be asked \(28000\) \| the server refuses the account/),
    ]);
    const nowhere = await ofThings(right, 'postgres://canary-name:canary-word@127.0.0.1:1/test');
    expect(nowhere).toEqual([
      'error stores.pg store `pg` cannot be asked (ECONNREFUSED) | see that it runs, and at this host and port',
    ]);
    expect(JSON.stringify([nobody, nowhere])).not.toContain('canary');
  });
});

describe('scrim check, without asking anybody,', () => {
  it.each([
    [
      'postgres://u:canary@db.example/d?sslmode=disable',
      /^warning stores\.pg\.url what store `pg` sends crosses the network in clear \|/,
    ],
    [
      'postgres://u:canary@db.example/d?sslmode=prefer',
      /^warning stores\.pg\.url `prefer`: whoever stands between can have store `pg` read in clear \|/,
    ],
    [
      'postgres://u:canary@db.example/d?sslmode=require',
      /^warning stores\.pg\.url `require`: whoever stands between can answer as store `pg` \|/,
    ],
    [
      'mariadb://u:canary@db.example/d?sslmode=disable',
      /^warning stores\.pg\.url what store `pg` sends crosses the network in clear \|/,
    ],
    ['mariadb://u:canary@10.1.2.3/d', /^error stores\.pg\.url `sslmode` verify-full checks the name of a certificate/],
    ['mariadb://u:canary@db.example/d', undefined],
    ['postgres://u:canary@db.example/d', undefined],
    ['postgres://u:canary@127.0.0.1/d', undefined],
    ['postgres://u:canary@db.example/d?sslmode=no', /^error stores\.pg\.url `sslmode` is one of/],
    [
      'postgres://u:canary@db.example/d?sslrootcert=missing.pem',
      /^error stores\.pg a certificate or key of this store cannot be read/,
    ],
  ])('says of %s what others could do with it', async (url, said) => {
    const config = await withThings('', url, url.slice(0, url.indexOf(':')));
    const { stdout } = await scrim(['check', '--config', config, '--json'], {}, today);
    const found = (JSON.parse(stdout) as CheckReport).findings.filter(({ path }) => path[0] === 'stores');
    const lines = found.map(
      ({ severity, path, message, advice }) => `${severity} ${path.join('.')} ${message} | ${advice}`,
    );
    expect(lines).toEqual(said === undefined ? [] : [expect.stringMatching(said)]);
    expect(stdout).not.toContain('canary');
  });
});
