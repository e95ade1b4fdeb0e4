import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { lockFolder } from '../../gateway/stores/lock.ts';
import { openEmbedded } from '../../gateway/stores/pglite.ts';
import { folder } from './cli-world.ts';
import { analyst, borealis, riskWorld } from './risk-world.ts';

const { place, run, risk } = riskWorld();

const consenting = `from crm.customers c where exists (select 1 from crm.consents k where k.customer_id = c.id
  and k.kind = 'sharing' and k.withdrawn_at is null)`;
const year = "date_trunc('year', c.birth_date)";
const others = 'c.gender, c.region, c.country, c.segment';

/** How many people there are, how many of them are alone, and how many groups there are, by what is shown. */
const groups = (shown: string): string => `with g as (select count(*) as n ${consenting} group by ${shown})
  select sum(n)::text, (count(*) filter (where n = 1))::text, count(*)::text from g`;

const questions = {
  all: groups(`${others}, ${year}`),
  without: groups(others),
  only: groups(year),
  feedback: 'select count(*)::text, count(distinct customer_id)::text, 0::text from crm.feedbacks',
  values: 'select distinct city, region, name from crm.customers',
} as const;

const answers = new Map<keyof typeof questions, readonly (readonly unknown[])[]>();

/** Asks the database itself, without any of ours in between. */
beforeAll(async () => {
  const lock = lockFolder(place.data, { pid: process.pid, since: '2026-11-21T12:00:00Z' });
  const database = await openEmbedded({ folder: join(place.data, 'demo'), lock });
  try {
    const store = database.store('crm');
    for (const [name, text] of Object.entries(questions)) {
      const rows = await store.read({ name, text, decode: [String, String, String] }, []);
      const list = Array.from({ length: rows.count }, (_, row) => [0, 1, 2].map((column) => rows.cell(row, column)));
      answers.set(name as keyof typeof questions, list);
    }
  } finally {
    await database.close();
    lock.release();
  }
});

function sharesOf(name: 'all' | 'without' | 'only') {
  const [people = 0, alone = 0, classes = 0] = (answers.get(name)?.[0] ?? []).map(Number);
  return { people, alone: alone / people, marketer: classes / people };
}

describe('scrim risk on the demo', () => {
  it('says of a partner what grouping by hand says: by everything, without a field, and by one field alone', async () => {
    const { entities } = await risk(...borealis);
    const [customer] = entities;
    if (!customer) throw new Error('the partner enters customers');
    expect(entities.map(({ entity }) => entity)).toEqual(['Customer']);
    const all = sharesOf('all');
    expect(customer.rows).toBe(all.people);
    expect(customer.measures.alone).toEqual({ share: expect.closeTo(all.alone, 12), error: 0 });
    expect(customer.measures.marketer.share).toBeCloseTo(all.marketer, 12);
    const born = customer.fields.find(({ field }) => field === 'birthDate');
    expect(born).toMatchObject({ disclosure: 'reduced', technique: 'year' });
    expect(born?.without.alone).toBeCloseTo(sharesOf('without').alone, 12);
    expect(born?.only.alone).toBeCloseTo(sharesOf('only').alone, 12);
    expect(born?.only.marketer).toBeCloseTo(sharesOf('only').marketer, 12);
    expect(customer.fields[0]?.field).toBe('birthDate');
    expect(customer.left).toMatchObject({ ids: ['id'], toMany: ['orders'] });
  }, 60_000);

  it('counts people and not rows where one person has several', async () => {
    const { entities } = await risk(...analyst, '--entity', 'Feedback');
    const [row] = answers.get('feedback') ?? [];
    expect(entities[0]).toMatchObject({ rows: Number(row?.[0]), people: Number(row?.[1]) });
    const kind = entities[0]?.fields.find(({ field }) => field === 'kind');
    // Two kinds that hundreds share: nobody is alone by them, however few there are in one row.
    expect(kind?.only.alone).toBe(0);
    expect(kind?.only.marketer).toBeLessThan(0.01);
  }, 60_000);

  it('prints and keeps no value, in no form', async () => {
    const html = join(await folder(), 'risk.html');
    const words = [];
    for (const lang of ['en', 'zh']) {
      const { stdout, stderr, code } = await run(...analyst, '--entity', 'Customer', '--html', html, '--lang', lang);
      expect(code).toBe(0);
      words.push(stdout, stderr, await readFile(html, 'utf8'));
    }
    const kept = join(place.data, 'risk');
    for (const name of await readdir(kept)) words.push(await readFile(join(kept, name), 'utf8'));
    const all = words.join('\n');
    const values = answers.get('values') ?? [];
    expect(values.length).toBeGreaterThan(100);
    const found = values.flat().filter((value) => String(value).length > 1 && all.includes(String(value)));
    expect(found).toEqual([]);
    expect(all).toContain('How unique are people');
    expect(all).toContain('个人有多独特');
    expect(all).not.toMatch(/undefined|NaN|\[object/);
  }, 60_000);

  it('says of wrong names and closed views what is wrong, and measures nothing', async () => {
    const cases: readonly (readonly [readonly string[], string])[] = [
      [['--as', 'suport', '--purpose', 'analytics'], 'there is no persona `suport`: did you mean `support`?'],
      [['--as', 'role=none', '--purpose', 'analytics'], 'there is no role `none`'],
      [['--as', 'team=x', '--purpose', 'analytics'], '`--as` is a persona'],
      [['--as', 'support', '--purpose', 'nothing'], 'there is no purpose `nothing`'],
      [['--as', 'auditor', '--purpose', 'analytics'], 'role `auditor` may enter nothing about people for `analytics`'],
      [[...borealis, '--entity', 'Order'], 'may enter nothing of `Order` for `market-research`: measure `Customer`'],
      [[...borealis, '--sample', '0'], 'at least 1'],
    ];
    for (const [args, message] of cases) {
      const { code, stderr, stdout } = await run(...args);
      expect([code, stdout]).toEqual([2, '']);
      expect(stderr).toContain(message);
    }
  }, 60_000);

  it('takes no database from a gateway that serves it', async () => {
    const lock = lockFolder(place.data, { pid: 4711, since: '2026-11-21T10:00:00Z' });
    const { code, stderr } = await run(...borealis);
    lock.release();
    expect([code, stderr]).toEqual([1, expect.stringMatching(/in use by process 4711/)]);
  });
});
