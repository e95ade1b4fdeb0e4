import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readRulebook } from '../../gateway/discover/patterns.ts';
import { abbreviations } from '../../plugins/classification/discover/abbreviations.ts';
import { classify } from '../../plugins/classification/discover/classify.ts';
import { valueKinds, valueTypes } from '../../plugins/classification/discover/facts.ts';
import { fixtureFiles } from '../fixtures/discover/fixtures.ts';
import { readFixture } from '../fixtures/discover/read-fixture.ts';
import { folder } from '../flow/cli-world.ts';
import { columnAs, rules, scoreOf } from './world.ts';

const book = await rules();
const text = { type: 'text', length: 60 } as const;

test.each(fixtureFiles())('the invented schema $name is classified well without a row', ({ path }) => {
  const { precision, recall, category, absent } = scoreOf(book, readFixture(path));
  expect({ precision, recall, category, absent }).toEqual({
    precision: expect.toSatisfy((share: number) => share >= 0.95),
    recall: expect.toSatisfy((share: number) => share >= 0.97),
    category: expect.toSatisfy((share: number) => share >= 0.92),
    absent: [],
  });
});

test.each([
  ['customers', 'name', 'person-name', true],
  ['employees', 'nm', 'person-name', true],
  ['products', 'name', 'plain', false],
  ['city', 'name', 'plain', false],
  ['t_usr', 'usr_tel', 'phone', true],
  ['customer', 'CUST_FIRST_NAME', 'given-name', true],
  ['customer', 'mobileNo', 'phone', true],
  ['hotels', 'phone_type', 'plain', false],
  ['people', 'dob', 'birth-date', true],
  ['orders', 'bill_to_addr', 'address', true],
  ['orders', 'ship_city', 'city', true],
  ['payments', 'cc_num', 'bank-card', true],
  ['客户', '身份证号码', 'national-id', true],
  ['kehu', 'shenfenzheng', 'national-id', true],
  ['member', 'wx_openid', 'social-account', true],
  ['users', 'passwd_hash', 'password', true],
  ['app_config', 'smtp_password', 'credential', false],
  ['orders', 'consignee', 'person-name', true],
  ['file', 'file_name', 'plain', false],
  ['exception', 'stack_trace', 'plain', false],
  ['patients', 'allergies', 'health', true],
  ['patient_conditions', 'name', 'health', true],
  ['work_experience', 'remarks', 'free-text', true],
  ['user_meta', 'meta_value', 'free-text', true],
  ['topic_comments', 'member_icon', 'portrait', true],
  ['persons', 'emergency1Number2', 'phone', true],
  ['server', 'ip', 'plain', false],
  ['local_storage', 'real_name', 'plain', false],
  ['staff', 'duty_id_list', 'id', false],
])('in `%s` the text `%s` is %s', (table, name, semantic, pii) => {
  expect(columnAs(book, table, { name, ...text })).toMatchObject({ semantic, pii });
});

test('the comment of a column wins over a name that says nothing, and over what its table suggests', () => {
  const about = (name: string, comment: string) => columnAs(book, 'ums_member', { name, comment, ...text });
  expect(about('c_17', '手机号码')).toMatchObject({ semantic: 'phone', pii: true });
  expect(about('name', '等级名称')).toMatchObject({ pii: false });
  expect(about('icon', '头像')).toMatchObject({ semantic: 'portrait', pii: true });
  expect(about('c_18', 'phone number for verification')).toMatchObject({ semantic: 'phone' });
});

test('a key, and a key of another table, is nobody’s, whomever it leads to', () => {
  const key = { name: 'id', type: 'number', key: true } as const;
  expect(columnAs(book, 'customer', key)).toMatchObject({ pii: false, category: 'none' });
  const foreign = { name: 'customer_id', type: 'number', refers: 'customer' } as const;
  expect(columnAs(book, 'invoice', foreign)).toMatchObject({ pii: false, category: 'none' });
});

test.each([
  ['MRTL_STS_CD', 'marital-status'],
  ['BNFCY_NM', 'person-name'],
  ['ANNL_INCM_AMT', 'amount'],
  ['PSPRT_NBR', 'passport'],
])('`%s`, written without its vowels, is %s', (name, semantic) => {
  expect(columnAs(book, 'PLCY_HLDR', { name, ...text })).toMatchObject({ semantic, pii: true });
});

test.each([
  ['requests', 'req_by', true],
  ['bookings', 'bkd_by_tel', true],
  ['bookings', 'created_by', false],
  ['widgets', 'updated_by_id', false],
  ['members', 'tel_zzz', true],
  ['events', 'zzz_tel', true],
  ['orders', 'sort_by', false],
])('in `%s` the text `%s` is a person’s: %j', (table, name, pii) => {
  expect(columnAs(book, table, { name, ...text }).pii).toBe(pii);
});

test('an enumeration of yes and no asks a question, whatever its name speaks of', () => {
  const about = (...labels: readonly string[]) => columnAs(book, 'persons', { name: 'receive_email', ...text, labels });
  expect(about('Y', 'N')).toMatchObject({ pii: false, category: 'none' });
  expect(about('home', 'work').pii).toBe(true);
});

test('the comment of a table comes before a name whose last word nobody knows, and before an order that cures', () => {
  const reason = (name: string, comment: string) =>
    classify(book, [{ key: name, name, comment, columns: [{ name: 'result', ...text }] }])[0]?.category;
  expect(reason('prod_zzz', '商品评论')).toBe('feedback');
  expect(reason('his_order', '医嘱表')).toBe('health');
});

test('letters that two words could be written with say nothing', () => {
  const words = new Map([
    ['street', 'street'],
    ['start', 'start'],
    ['marital', 'marital status'],
  ]);
  expect(['strt', 'mrtl', 'mrt', 'xyz', 'marital'].map(abbreviations(words))).toEqual([
    undefined,
    'marital status',
    undefined,
    undefined,
    undefined,
  ]);
});

test('a place or what one learnt is a person’s where rows point to one, and a station of a manager is not', () => {
  const facts = (name: string, link: string, ...columns: readonly string[]) => ({
    key: name,
    name,
    columns: [{ name: link, type: 'number' as const }, ...columns.map((column) => ({ name: column, ...text }))],
  });
  const customers = facts('customers', 'id', 'first_name', 'email');
  const found = classify(book, [
    customers,
    facts('places', 'customer_id', 'postal_code'),
    facts('education', 'customer_id', 'degree'),
    facts('stations', 'manager_id', 'postal_code'),
  ]);
  const pii = (table: string) => found.filter((one) => one.table === table).map((one) => one.pii);
  expect([pii('places'), pii('education'), pii('stations')]).toEqual([
    [false, true],
    [false, true],
    [false, false],
  ]);
});

test('a family is who lives at its address, and is called after them', () => {
  const name = columnAs(book, 'families', { name: 'name', ...text }, { name: 'home_address', ...text });
  expect(name).toMatchObject({ semantic: 'person-name', pii: true });
});

test('abbreviations of pinyin are read only beside others, so that English ones keep their meaning', () => {
  const xm = { name: 'xm', ...text };
  expect(columnAs(book, 'kh_xx', xm, { name: 'sfzh', ...text }, { name: 'csrq', type: 'date' }).semantic).toBe(
    'person-name',
  );
  expect(columnAs(book, 'settings', { name: 'dz', ...text }, { name: 'theme', ...text }).pii).toBe(false);
});

test('values reveal what no word says', () => {
  const sample = { tested: 100, distinct: 98, longest: 18, shares: { 'national-id': 0.98 } };
  const found = columnAs(book, 'person_extra', { name: 'c4', ...text, sample });
  expect(found).toMatchObject({ semantic: 'national-id', pii: true, category: 'identity', sensitive: 'high' });
  expect(found.evidence[0]).toBe('values: 98 % of 100 have the check digit of an identity number');
});

test('values that look like names make nobody of a product', () => {
  const sample = { tested: 100, distinct: 98, longest: 4, shares: { 'chinese-name': 0.9 } };
  expect(columnAs(book, 'products', { name: 'c4', ...text, sample }).pii).toBe(false);
});

test('what is unsure is marked, and starts at the strictest tier', () => {
  const unknown = columnAs(book, 'frobs', { name: 'frobnication', ...text });
  expect(unknown).toMatchObject({ pii: false, review: true, tier: 'confidential' });
});

test('a text that nobody can explain is personal where rows are persons, and somebody looks', () => {
  const unknown = columnAs(book, 'customer', { name: 'frobnication', ...text });
  expect(unknown).toMatchObject({ pii: true, category: 'identity', review: true, tier: 'confidential' });
  expect(columnAs(book, 'customer', { name: 'frobnication', type: 'number' }).pii).toBe(false);
});

test('a file of one’s own comes before ours, and a wrong one is refused with its place', async () => {
  const path = join(await folder(), 'own.yaml');
  await writeFile(
    path,
    'words:\n  loyalty tattoo: [lt]\nmeanings:\n  - { words: [loyalty tattoo, phone], is: tattoo, category: identity, sensitive: high, pii: true, sure: 0.9, why: ours }\n',
  );
  const own = await rules(path);
  expect(columnAs(own, 'customer', { name: 'lt', ...text })).toMatchObject({ semantic: 'tattoo', pii: true });
  expect(columnAs(own, 'customer', { name: 'phone', ...text }).semantic).toBe('tattoo');
  await writeFile(path, 'meanings:\n  - { words: [phone], is: phone, category: fruit }\n');
  const wrong = await readRulebook([path]);
  expect('findings' in wrong && wrong.findings.map(({ file, line }) => ({ file, line }))).toContainEqual({
    file: path,
    line: 2,
  });
});

test('any name, comment and sample is judged, whatever it is', () => {
  const sample = fc.record({
    tested: fc.nat(1000),
    distinct: fc.nat(1000),
    longest: fc.nat(1000),
    shares: fc.dictionary(fc.constantFrom(...valueKinds), fc.double({ min: 0, max: 1, noNaN: true })),
  });
  const column = fc.record(
    {
      name: fc.string({ unit: 'grapheme' }),
      type: fc.constantFrom(...valueTypes),
      comment: fc.string({ unit: 'grapheme' }),
      sample,
    },
    { requiredKeys: ['name', 'type'] },
  );
  const table = fc.record({ key: fc.string(), name: fc.string({ unit: 'grapheme' }), columns: fc.array(column) });
  fc.assert(
    fc.property(fc.array(table, { maxLength: 4 }), (tables) => {
      const found = classify(book, tables);
      expect(
        found.every(({ confidence, review, tier }) => confidence <= 1 && (!review || tier === 'confidential')),
      ).toBe(true);
    }),
    { numRuns: 200 },
  );
});
