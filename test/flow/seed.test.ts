import { createHash, randomBytes } from 'node:crypto';
import { parsePhoneNumberFromString } from 'libphonenumber-js/max';
import { Client } from 'pg';
import { describe, expect, test } from 'vitest';
import { luhnCheck, residentIdCheck, taxIdCheck } from '../../gateway/demo/seed/check-digits.ts';
import { chineseComplaints, chineseReviews } from '../../gateway/demo/seed/feedback-chinese.ts';
import { englishComplaints, englishReviews } from '../../gateway/demo/seed/feedback-english.ts';
import { demoWorld, seedStatements, seedVersion } from '../../gateway/demo/seed/seed.ts';
import { needs } from '../fixtures/servers.ts';

const world = demoWorld();
const digitsOf = (text: string): string => text.replace(/\D/g, '');
const present = <T>(list: readonly (T | null)[]): readonly T[] => list.filter((item) => item !== null);

describe('the demo data', () => {
  test('is the same each time, and the version that folders are marked with says which it is', () => {
    const hash = () =>
      createHash('sha256')
        .update([...seedStatements()].join(''))
        .digest('hex');
    expect(hash()).toBe(hash());
    expect(hash(), 'the data changed: set `seedVersion` to the first characters of its hash').toMatch(
      new RegExp(`^${seedVersion}`),
    );
  });

  test('has the promised size, and half of its people live in China', () => {
    expect(world.customers).toHaveLength(2000);
    expect(world.customers.filter((customer) => customer.country === 'CN')).toHaveLength(1000);
    expect(world.orders).toHaveLength(10_000);
    expect(world.orders.flatMap((order) => order.items).length).toBeGreaterThan(24_000);
    expect(world.orders.flatMap((order) => order.items).length).toBeLessThan(26_000);
    expect(world.activities).toHaveLength(20_000);
    expect(world.feedbacks).toHaveLength(3000);
  });

  test('keeps a customer the same person at every scale', () => {
    expect(demoWorld(0.01).customers).toEqual(world.customers.slice(0, 20));
    expect(() => demoWorld(0)).toThrow(RangeError);
    expect(() => demoWorld(1.5)).toThrow(RangeError);
  });

  test('gives no two customers one phone, e-mail address, national id or card', () => {
    const distinct = (values: readonly (string | null)[]) => new Set(present(values)).size === present(values).length;
    expect(distinct(world.customers.map((customer) => digitsOf(customer.phone)))).toBe(true);
    expect(distinct(world.customers.map((customer) => customer.email))).toBe(true);
    expect(distinct(world.customers.map((customer) => customer.nationalId))).toBe(true);
    expect(distinct(world.customers.map((customer) => customer.bankCard))).toBe(true);
  });

  test('shows what is missing: some customers have no e-mail address, address, national id or card', () => {
    for (const field of ['email', 'address', 'nationalId', 'bankCard'] as const) {
      const missing = world.customers.filter((customer) => customer[field] === null).length;
      expect(missing, field).toBeGreaterThan(20);
      expect(missing, field).toBeLessThan(300);
    }
  });
});

describe('numbers that nobody has', () => {
  const chinese = world.customers.filter((customer) => customer.country === 'CN');

  test("a Chinese id number has a right check digit, its holder's birth date and sex, and a division that does not exist", () => {
    // The provinces of GB/T 2260, with Taiwan, Hong Kong, Macao and 91 for foreigners.
    const provinces =
      '11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 61 62 63 64 65 71 81 82 83 91';
    for (const { nationalId, birthDate, gender } of chinese) {
      if (nationalId === null) continue;
      expect(nationalId).toMatch(/^99\d{15}[\dX]$/);
      expect(provinces.split(' ')).not.toContain(nationalId.slice(0, 2));
      expect(provinces.split(' '), "a foreign resident's card").not.toContain(nationalId.slice(1, 3));
      expect(residentIdCheck(nationalId.slice(0, 17))).toBe(nationalId.slice(17));
      expect(nationalId.slice(6, 14)).toBe(birthDate.replaceAll('-', ''));
      if (gender !== 'OTHER') expect(Number(nationalId[16]) % 2).toBe(gender === 'MALE' ? 1 : 0);
    }
    expect(residentIdCheck('11010519491231002')).toBe('X');
  });

  test('a Chinese mobile number has the usual form and a prefix that is not in use', () => {
    for (const { phone } of chinese) {
      expect(phone).toMatch(/^(154\d{8}|\+86 154 \d{4} \d{4})$/);
      expect(parsePhoneNumberFromString(phone, 'CN')?.isPossible()).toBe(true);
      expect(parsePhoneNumberFromString(phone, 'CN')?.isValid()).toBe(false);
    }
  });

  test('a Western phone lies in a range that its regulator keeps for fiction', () => {
    const fiction =
      /^(1\d{3}55501\d\d|447700900\d{3}|49(3023125|6990009|4066969|2214710|8999998)\d{3}|3363998\d{4}|61[2378]5550\d{4})$/;
    for (const { phone, country } of world.customers) {
      if (country !== 'CN') expect(digitsOf(phone)).toMatch(fiction);
    }
  });

  test('a Western national id lies in a range that is never issued', () => {
    const impossible: Readonly<Record<string, RegExp>> = {
      US: /^000-\d\d-\d{4}$/,
      CA: /^000 \d{3} \d{3}$/,
      GB: /^QQ \d\d \d\d \d\d [A-D]$/,
      DE: /^0\d{10}$/,
      FR: /^9\d{12} \d\d$/,
    };
    for (const { nationalId, country } of world.customers) {
      if (nationalId !== null && country !== 'CN') expect(nationalId).toMatch(impossible[country] ?? /^$/);
      if (nationalId !== null && country === 'DE')
        expect(taxIdCheck(nationalId.slice(0, 10))).toBe(nationalId.slice(10));
    }
    expect(taxIdCheck('8609574271')).toBe('9');
  });

  test('a card has a right Luhn digit and an issuer that cannot be', () => {
    for (const card of present(world.customers.map((customer) => customer.bankCard))) {
      expect(card).toMatch(/^9990(\d{12}|\d{15})$/);
      expect(luhnCheck(card.slice(0, -1))).toBe(card.slice(-1));
    }
    expect(luhnCheck('7992739871')).toBe('3');
  });

  test('an e-mail address lies in a domain that is reserved, an IP address in a network that is', () => {
    for (const email of present(world.customers.map((customer) => customer.email))) {
      expect(email).toMatch(/^[a-z0-9.-]+@([a-z]+\.)?(example|test|invalid|example\.(com|org|net))$/);
    }
    for (const { ip } of world.activities)
      expect(ip).toMatch(/^(192\.0\.2|198\.51\.100|203\.0\.113|10\.\d+\.\d+)\.\d+$/);
  });

  test('what feedback texts name is just as invented', () => {
    for (const { text } of world.feedbacks) {
      expect(text).not.toMatch(/[{}]|undefined|null/);
      for (const [mobile] of text.matchAll(/(?<![\d+])1[3-9]\d(?:[ -]?\d{4}){2}(?!\d)/g))
        expect(mobile).toMatch(/^154/);
      for (const [id] of text.matchAll(/(?<!\d)[1-8]\d{16}[\dX](?!\d)/g)) expect.unreachable(id);
      for (const [card] of text.matchAll(/(?<!\d)[1-8]\d{15,18}(?!\d)/g)) {
        expect(luhnCheck(card.slice(0, -1)), 'only a serial number, whose check digit is wrong').not.toBe(
          card.slice(-1),
        );
      }
      for (const [, domain] of text.matchAll(/@([\w.-]+\w)/g))
        expect(domain).toMatch(/(^|\.)(example|test|invalid|example\.\w+)$/);
    }
  });
});

describe('how the demo data hangs together', () => {
  test('an address names its city, and in China its region', () => {
    for (const { address, city, region, country } of world.customers) {
      if (address === null) continue;
      if (country === 'CN') expect(address.startsWith(region === city ? city : region + city)).toBe(true);
      else expect(address).toMatch(new RegExp(`, (\\d{5} )?${city}(, ${region})?[^,]*, ${country}$`));
    }
  });

  test('a total is the sum of its items, to the last digit', () => {
    const cents = (amount: string): number => Number(amount.replace('.', ''));
    for (const { total, items } of world.orders) {
      expect(total).toMatch(/^\d{1,8}\.\d\d$/);
      expect(items.reduce((sum, item) => sum + cents(item.unitPrice) * item.quantity, 0)).toBe(cents(total));
    }
  });

  test('nothing happens before its customer, nothing after the reference date', () => {
    const born = new Map(world.customers.map((customer) => [customer.id, customer.createdAt]));
    const events = [
      ...world.orders.map((order) => [order.customerId, order.placedAt] as const),
      ...world.activities.map((activity) => [activity.customerId, activity.at] as const),
      ...world.feedbacks.map((feedback) => [feedback.customerId, feedback.at] as const),
    ];
    for (const [customerId, at] of events) {
      expect(at).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$/);
      expect(Date.parse(at)).toBeGreaterThanOrEqual(Date.parse(born.get(customerId) ?? '9999'));
      expect(at < '2026-06-30').toBe(true);
    }
  });

  test('feedback has at least sixty templates, in both languages', () => {
    const templates = [chineseReviews, chineseComplaints, englishReviews, englishComplaints].flat();
    expect(new Set(templates).size).toBeGreaterThanOrEqual(60);
    expect(world.feedbacks.filter((feedback) => /\p{Script=Han}/u.test(feedback.text)).length).toBeGreaterThan(1200);
  });

  test('compound surnames, interpuncts, particles and apostrophes are among the names', () => {
    const names = world.customers.map((customer) => customer.name);
    for (const part of [/^(欧阳|司马|诸葛)/, /·/, / van der /, / de la /, / O'/, /É/, /ß/]) {
      expect(
        names.some((name) => part.test(name)),
        String(part),
      ).toBe(true);
    }
  });
});

const connection = { host: '127.0.0.1', port: 5432, user: 'postgres' } as const;

/** An empty database of one's own, dropped afterwards. */
async function withDatabase<T>(work: (client: Client) => Promise<T>): Promise<T> {
  const name = `seed_${randomBytes(6).toString('hex')}`;
  const admin = new Client({ ...connection, database: 'test' });
  await admin.connect();
  try {
    await admin.query(`create database ${name} template template0 encoding 'UTF8'`);
    const client = new Client({ ...connection, database: name });
    await client.connect();
    try {
      return await work(client);
    } finally {
      await client.end();
    }
  } finally {
    await admin.query(`drop database if exists ${name} with (force)`);
    await admin.end();
  }
}

test.skipIf(await needs('postgres'))(
  'a real PostgreSQL takes it all and counts the same',
  async () => {
    await withDatabase(async (client) => {
      for (const statement of seedStatements()) await client.query(statement);
      const count = async (from: string): Promise<number> => {
        const { rows } = await client.query<{ n: number }>(`select count(*)::int as n from ${from}`);
        return rows[0]?.n ?? -1;
      };
      expect(await count('crm.customers')).toBe(world.customers.length);
      expect(await count('crm.feedbacks')).toBe(world.feedbacks.length);
      expect(await count('crm.consents')).toBe(world.consents.length);
      expect(await count('shop.orders')).toBe(world.orders.length);
      expect(await count('shop.order_items')).toBe(world.orders.flatMap((order) => order.items).length);
      expect(await count('shop.activities')).toBe(world.activities.length);
      expect(await count('shop.orders o left join crm.customers c on c.id = o.customer_id where c.id is null')).toBe(0);
      expect(
        await count('shop.activities a left join crm.customers c on c.id = a.customer_id where c.id is null'),
      ).toBe(0);
      expect(
        await count(
          `shop.orders o where total <> (select sum(quantity * unit_price) from shop.order_items where order_id = o.id)`,
        ),
      ).toBe(0);
      expect(await count(`crm.customers where name like '%O''%'`)).toBeGreaterThan(5);
      expect(await count(`shop.activities where extract(microseconds from at)::int % 1000 <> 0`)).toBeGreaterThan(
        19_000,
      );
    });
  },
  30_000,
);
