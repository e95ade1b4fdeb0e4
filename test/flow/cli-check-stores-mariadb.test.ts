import { randomBytes } from 'node:crypto';
import mysql from 'mysql2/promise';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CheckReport } from '../../gateway/cli/check.ts';
import { mariadbStore } from '../../gateway/stores/mariadb.ts';
import type { Query } from '../../gateway/stores/contract.ts';
import type { SqlType } from '../../gateway/statement.ts';
import { needs } from '../fixtures/servers.ts';
import { from, outColumn, column } from '../stores/tree.ts';
import { changedDemo, instead, scrim } from './cli-world.ts';

const missing = await needs('mariadb');
const database = `scrim_check_${randomBytes(6).toString('hex')}`;
const reader = `r_${database}`.slice(0, 32);
const rootUrl = `mariadb://root@127.0.0.1:3306/${database}`;
const readerUrl = rootUrl.replace('root@', `${reader}:pass-w0rd@`);

const open: { writer?: mysql.Connection } = {};
const sql = async (text: string): Promise<void> => void (await open.writer?.query(text));

const checked = async (config: string): Promise<CheckReport> =>
  JSON.parse((await scrim(['check', '--config', config, '--stores', '--json'], {}, '2026-11-21')).stdout);

const things = (key: string, fields: string, table = 'things'): string => `
  Thing:
    store: my
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

/** What is said of the demo with an entity more, in a MariaDB. */
async function ofThings(entity: string, url = readerUrl): Promise<readonly string[]> {
  const config = await changedDemo({
    'gateway.yaml': instead('  shop: {', `  my: { kind: mariadb, url: '${url}' }\n  shop: {`),
    'catalogue.yaml': (text) => `${text.trimEnd()}\n${entity}`,
  });
  const { findings } = await checked(config);
  return findings
    .filter(({ path, message }) => path[0] !== 'partners' && !message.includes('not made yet'))
    .map(({ severity, path, message, advice }) => `${severity} ${path.join('.')}: ${message} | ${advice}`);
}

const right = things(
  '{ column: id, type: bigint }',
  `
  name: { type: String }
  mood: { type: Enum, values: [SAD, GLAD] }
  price: { type: Decimal }
  doc: { type: JSON }
  open: { type: Boolean }`,
);

describe.skipIf(missing)('scrim check --stores on a MariaDB', () => {
  beforeAll(async () => {
    open.writer = await mysql.createConnection({ host: '127.0.0.1', user: 'root', multipleStatements: true });
    await sql(`create database ${database} character set utf8mb4; use ${database};
      create table things (id bigint primary key, owner_id bigint, code text, name varchar(20), mood enum('SAD', 'GLAD'), odd enum('A', 'it''s, odd'), price decimal(12, 2),
        doc json, note longtext, open tinyint(1), face blob, place point, flags bit(8), ip inet6, at datetime(6), big bigint, small int unsigned, part varchar(60),
        ref binary(16), unique (part(10)), unique (owner_id, code(20)));
      create view seen as select * from things;
      create user ${reader}@'%' identified by 'pass-w0rd'; grant select on ${database}.things to ${reader}@'%'`);
  });
  afterAll(async () => {
    await sql(`drop database ${database}; drop user ${reader}@'%'`);
    await open.writer?.end();
  });

  it('has nothing to say where all is as it should be, in whatever case names are written', async () => {
    expect(await ofThings(right)).toEqual([]);
    expect(
      await ofThings(right.replace('column: id', 'column: ID').replace('table: things', `table: ${database}.things`)),
    ).toEqual([]);
  });

  it('names tables, columns and types that are not there, each at its place', async () => {
    const wrong = things(
      '{ column: part, type: integer }',
      `
      nam: { type: String }
      mood: { type: Enum, values: [SAD] }
      odd: { type: Enum, values: [A] }
      price: { type: Float }
      face: { type: String }
      place: { type: String }
      flags: { type: Boolean }
      doc: { type: Int }
      note: { type: JSON }
      at: { type: Date }
      big: { type: Int }
      small: { type: Int }`,
    );
    const at = 'entities.Thing';
    expect(await ofThings(wrong)).toEqual([
      `error ${at}.key.column: \`part\` is not unique: two records could have one id | name the primary key, or make a unique index`,
      `error ${at}.key.column: \`part\` may be null, and an id is not | make it \`not null\``,
      `error ${at}.key.type: \`part\` is \`varchar(60)\`, which is no key of type \`integer\` | write \`text\`, \`uuid\``,
      `error ${at}.fields.nam.column: \`things\` has no column \`nam\` | did you mean \`name\`?`,
      `error ${at}.fields.mood.values: \`mood\` can also hold \`GLAD\` | add them, or make it a \`String\``,
      `error ${at}.fields.odd.values: \`odd\` can also hold \`it's, odd\` | add them, or make it a \`String\``,
      `error ${at}.fields.price.type: \`price\` is \`decimal(12,2)\`, which \`Float\` does not read as it is | write \`Decimal\``,
      `warning ${at}.fields.face.type: \`face\` is \`blob\`, of which \`String\` reads a part | bytes that are no text in UTF-8 come out as question marks: read it by a view, as \`hex(…)\``,
      `error ${at}.fields.place.type: \`place\` is \`point\`, which \`String\` does not read as it is | a place has no text: read it by a view, as \`st_astext(…)\``,
      `error ${at}.fields.flags.type: \`flags\` is \`bit(8)\`, which \`Boolean\` does not read as it is | bits are no text: read it by a view, as \`cast(… as unsigned)\``,
      `error ${at}.fields.doc.type: \`doc\` is \`longtext\`, which \`Int\` does not read as it is | write \`JSON\``,
      `warning ${at}.fields.note.type: \`note\` is \`longtext\`, of which \`JSON\` reads a part | what in it is no JSON is null: hold it to be, by \`check (json_valid(…))\``,
      `error ${at}.fields.at.type: \`at\` is \`datetime(6)\`, which \`Date\` does not read as it is | write \`DateTime\``,
      `error ${at}.fields.big.type: \`big\` is \`bigint(20)\`, which \`Int\` does not read as it is | write \`BigInt\``,
      `error ${at}.fields.small.type: \`small\` is \`int(10) unsigned\`, which \`Int\` does not read as it is | write \`BigInt\``,
      `error ${at}.relations.owner.via: \`owner_id\` is \`bigint(20)\`, which is no key of type \`integer\` | write \`bigint\``,
    ]);
    // Of two columns together, neither is unique.
    expect(await ofThings(right.replace('column: id', 'column: owner_id'))).toContain(
      `error ${at}.key.column: \`owner_id\` is not unique: two records could have one id | name the primary key, or make a unique index`,
    );
    expect(await ofThings(right.replace('table: things', 'table: thing'))).toEqual([
      'error entities.Thing.table: store `my` has no table `thing` that its account may see | did you mean `things`?',
    ]);
    expect(await ofThings(right.replace('table: things', 'table: other'), rootUrl)).toContainEqual(
      expect.stringMatching(/^error entities\.Thing\.table: store `my` has no table `other` \| there are/),
    );
  });

  it('says of a view that nobody knows its key, and of what is hidden that it may be there all the same', async () => {
    expect(await ofThings(right.replace('table: things', 'table: seen'), rootUrl)).toContainEqual(
      expect.stringContaining('warning entities.Thing.key.column: nobody can say that `id` is unique'),
    );
    expect(await ofThings(right.replace('table: things', 'table: seen'))).toEqual([
      'error entities.Thing.table: store `my` has no table `seen` that its account may see | grant the account `select` on the table',
    ]);
    await sql(`revoke select on things from ${reader}@'%';
      grant select (id, owner_id, name, mood, doc, open), insert (price) on things to ${reader}@'%'`);
    expect(await ofThings(right.replace('name: {', 'name: { column: face, ').replace(', }', ' }'))).toEqual([
      "error entities.Thing.fields.name.column: `things` has no column `face` that the store's account may see | grant the account `select` on the column",
      "error entities.Thing.fields.price: the store's account may not read the column `price` | grant it `select` on the column",
      expect.stringContaining('it may insert in `things` | make one that cannot'),
    ]);
    await sql(
      `revoke select (id, owner_id, name, mood, doc, open), insert (price) on things from ${reader}@'%'; grant select on things to ${reader}@'%'`,
    );
  });

  it('says what an account can do beside reading, by itself or by a role, and how to make one that cannot', async () => {
    const role = `${reader}_x`.slice(-32);
    await sql(`create role ${role}; grant delete, create on ${database}.* to ${role}; grant ${role} to ${reader}@'%';
      grant insert on things to ${reader}@'%'; grant file on *.* to ${reader}@'%'`);
    const held = await ofThings(right);
    expect(held.join()).toContain(
      `, has the role \`${role}\`, of which the server does not say what it gives, may insert`,
    );
    await sql(`set default role ${role} for ${reader}@'%'`);
    const said = await ofThings(right);
    await sql(`drop role ${role}; revoke insert on things from ${reader}@'%'; revoke file on *.* from ${reader}@'%'`);
    expect(said).toEqual([
      `warning stores.my: the account of store \`my\` can do more than read: it may read and write files of the server, may create tables in \`${database}\`, may insert in \`things\`, may delete in \`things\` | make one that cannot: create user scrim_reader@'%' identified by '…'; grant select on \`${database}\`.\`things\` to scrim_reader@'%';`,
    ]);
    const [all] = await ofThings(right, rootUrl);
    expect(all).toContain('the account of store `my` can do more than read: it is a superuser |');
  });

  it('gives statements for an account that this check has nothing to say of', async () => {
    const [said = ''] = await ofThings(right, rootUrl);
    const name = `${reader}_y`.slice(-32);
    const made = (/make one that cannot: (.*)$/.exec(said)?.[1] ?? '').replaceAll('scrim_reader', name);
    await sql(made.replace('…', 'other-w0rd'));
    const found = await ofThings(right, rootUrl.replace('root@', `${name}:other-w0rd@`));
    await sql(`drop user ${name}@'%'`);
    expect(found).toEqual([]);
  });

  it('names for each column the types that do read it, and keys that do', async () => {
    await sql(`create table kinds (id int primary key, a char(3), b varchar(40), c text, d enum('x'), e set('x'), f tinyint(1), g tinyint, h smallint unsigned,
      i mediumint, j int, k int unsigned, l bigint unsigned, m decimal(20, 4), n decimal(9, 0), o float, p double, q date, r datetime(3), s timestamp null, t time,
      u year, v bit(1), w bit(3), x uuid, y inet4, z json, ba binary(16), bb varbinary(9), bc longblob, bd point, be char(5) character set latin1)`);
    const store = mariadbStore('my', {
      ...{ host: '127.0.0.1', port: 3306, database, user: 'root', tls: false },
      ...{ poolSize: 1, timeoutMs: 5000, connectTimeoutMs: 2000 },
    });
    const [table] = (await store.inspect?.([{ name: 'kinds' }]))?.tables ?? [];
    const prepared = (table?.columns ?? []).flatMap(({ name, fits, keys }) =>
      [...fits, ...keys.map((key): SqlType => `key:${key}`)].map((type): readonly [string, Query] => [
        `${name} as ${type}`,
        store.prepare(from(database, 'kinds', 't', { columns: [outColumn(column('t', name, type))] })),
      ]),
    );
    expect(prepared.length).toBeGreaterThan(100);
    const failed: string[] = [];
    for (const [what, query] of prepared) await store.read(query, []).catch(() => failed.push(what));
    await store.close();
    expect(failed).toEqual([]);
  });

  it('says why a store cannot be asked, and never with what account', async () => {
    const nobody = await ofThings(right, rootUrl.replace('root@', 'canary-name:canary-word@'));
    expect(nobody).toEqual([
      expect.stringMatching(
        /^error stores\.my: store `my` cannot be asked \(ER_ACCESS_DENIED_ERROR\) \| the server refuses the account/,
      ),
    ]);
    const nothing = await ofThings(right, rootUrl.replace(database, 'no_such_database'));
    expect(nothing).toEqual([expect.stringMatching(/\(ER_BAD_DB_ERROR\) \| there is no such database/)]);
    const plain = await ofThings(right, `${rootUrl}?sslmode=require`);
    expect(plain).toEqual([expect.stringMatching(/^error stores\.my: .*\| the server speaks no TLS/)]);
    expect(JSON.stringify([nobody, nothing, plain])).not.toContain('canary');
  });
});
