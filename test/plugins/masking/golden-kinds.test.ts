import { describe, expect, test } from 'vitest';
import type { FieldType, Value } from '../../../schema/terms/field.ts';
import { bound } from './bound.ts';

type Golden = readonly [value: Value, masked: Value | null];

const text: Readonly<Record<string, readonly Golden[]>> = {
  'keep(3, 4)': [
    ['15400001234', '154****1234'],
    ['154 0000 1234', '154****1234'],
    ['ABC-9999-WXYZ', 'ABC****WXYZ'],
    ['1234567890', null],
    ['', null],
  ],
  'keep(1, 0, length)': [['ABCDEF', 'A*****']],
  'keep(0, 0)': [['anything', '****']],
  'given-name': [
    ['王小明', '***小明'],
    ['欧阳小明', '***小明'],
    ['阿依古丽·买买提', '阿依古丽·***'],
    ['Ludwig van Beethoven', 'Ludwig ***'],
    ['Johnson, Emma', 'Emma ***'],
    ['Emma', null],
  ],
  initials: [
    ['王小明', '王***'],
    ['欧阳小明', '欧***'],
    ['Emma van Dyk', 'E. D.'],
    ['阿依古丽·买买提', '阿. 买.'],
    ['Emma', null],
  ],
  phone: [
    ['+86 154 0000 1234', '154****1234'],
    ['15400001234', '154****1234'],
    ['１５４００００１２３４', '154****1234'],
    ['008615400001234', '154****1234'],
    ['0571-8888 1234', '0571-****1234'],
    ['010-88881234', '010-****1234'],
    ['0912-8881234', '****1234'],
    ['+44 20 7946 0958', '+44****0958'],
    ['+1 (415) 555-0123', '+1****0123'],
    ['+354 555 1234', null],
    ['95588', null],
    ['400-800-1234', '****1234'],
    ['call me', null],
    ['1'.repeat(41), null],
  ],
  'phone(us)': [['(415) 555-0123', '+1****0123']],
  'phone-country': [
    ['15400001234', '+86'],
    ['+44 20 7946 0958', '+44'],
    ['12', null],
  ],
  'phone-area': [
    ['0571-8888 1234', '+86 571'],
    ['+1 415 555 0123', '+1 415'],
    ['15400001234', null],
    ['+44 20 7946 0958', null],
  ],
  'email-domain': [
    ['emma.johnson@example.com', '***@example.com'],
    ['x@example.com', null],
  ],
  'id-number': [
    ['990101199003070015', '9****15'],
    ['990101 19900307 0015', '9****15'],
    ['990101199003070016', null],
    ['990101199013070015', null],
    ['990101900307001', '9****01'],
    ['990101901307001', null],
    ['H12345678', 'H****78'],
    ['M1234567890', 'M****90'],
    ['E12345678', 'E****78'],
    ['000-12-3456', '0****56'],
    ['AB 123456 C', 'A****6C'],
    ['12345', null],
    ['PASSPORT', null],
    ['990101199003070015 x', null],
  ],
  'id-number(6, 2)': [
    ['990101199003070015', '990101****15'],
    ['990101900307001', '990101****01'],
    ['H12345678', 'H****78'],
  ],
  card: [
    ['6222 0000 0000 0009', '6222****0009'],
    ['6222-0000-0000-0009', '6222****0009'],
    ['6222000000000008', null],
    ['411', null],
  ],
  'card(6, 4)': [
    ['6222 0000 0000 0009', '622200****0009'],
    ['5019717010103742', '501971****3742'],
    // Of thirteen digits three would stay hidden.
    ['4222222222222', null],
  ],
  iban: [
    ['DE02 1203 0000 0000 2020 51', 'DE****2051'],
    ['GB82WEST12345698765432', 'GB****5432'],
    ['DE03 1203 0000 0000 2020 51', null],
    ['DE', null],
  ],
  'credit-code': [
    ['91990100MA0000001G', '91990100****'],
    ['91990100ma0000001g', '91990100****'],
    ['91990100MA0000001H', null],
  ],
  plate: [
    ['京A·12345', '京A****5'],
    ['粤B12345D', '粤B****D'],
    ['沪a12学', null],
    ['浙A1234学', '浙A****学'],
    ['AB12 CDE', 'A****E'],
    ['ABCDEFG', null],
    ['A1', null],
  ],
  'address(district)': [
    ['浙江省杭州市西湖区文三路12号', '浙江省杭州市西湖区'],
    ['浙江省杭州市桐庐县城南街道1号', '浙江省杭州市桐庐县'],
    ['北京市朝阳区建国路88号', '北京市朝阳区'],
    ['浙江省杭州市阳光小区3栋', null],
    ['12 Elm Street, Springfield, IL 62701, US', 'Springfield, IL, US'],
  ],
  'address(city)': [
    ['浙江省杭州市西湖区文三路12号', '浙江省杭州市'],
    ['12 Elm Street, Springfield, IL 62701, US', 'Springfield, IL, US'],
    ['Hauptstraße 5, 10115 Berlin, Germany', 'Berlin, Germany'],
  ],
  'address(province)': [
    ['浙江省杭州市西湖区文三路12号', '浙江省'],
    ['北京市朝阳区建国路88号', '北京市'],
    ['杭州市西湖区文三路12号', null],
    ['12 Elm Street, Springfield, IL 62701, US', 'IL, US'],
    ['12 Elm Street', null],
  ],
  'address(country)': [
    ['浙江省杭州市西湖区文三路12号', '中国'],
    ['12 Elm Street, Springfield, IL 62701, US', 'US'],
    ['1 Main St, St. Louis, MO 63101', null],
  ],
  'postal(3)': [
    ['310013', '310***'],
    ['62701', '627**'],
    ['62701-1234', '627**'],
    ['03601', '000**'],
    ['SW1A 2AA', 'SW1A'],
    ['M5V 2T6', 'M5V'],
    ['1012', null],
    ['somewhere', null],
  ],
  'ip-network(24, 48)': [
    ['203.0.113.77', '203.0.113.0'],
    ['2001:db8:85a3::8a2e:370:7334', '2001:db8:85a3::'],
    ['2001:DB8:85A3:1:2:3:4:5', '2001:db8:85a3::'],
    ['::ffff:203.0.113.77', '203.0.113.0'],
    ['::1', '::'],
    ['fe80::1%eth0', null],
    ['203.0.113', null],
  ],
  'ip-network(12, 30)': [['203.77.113.77', '203.64.0.0']],
  'mac-maker': [
    ['02-1B-44-11-3A-B7', '02:1b:44:00:00:00'],
    ['021b.4411.3ab7', '02:1b:44:00:00:00'],
    ['02:1b:44:11:3a', null],
  ],
  'grid(1)': [
    ['30.274085,120.155070', '30.2,120.1'],
    ['-33.868, 151.209', '-33.9,151.2'],
    ['91, 0', null],
    ['30.27', null],
  ],
  'url(origin)': [
    ['https://emma@shop.example/orders/8412?token=x#top', 'https://shop.example/'],
    ['HTTPS://Shop.Example:8443/a', 'https://shop.example:8443/'],
    ['javascript:alert(1)', null],
    ['/orders', null],
  ],
  'url(path)': [
    ['https://shop.example/orders/8412?token=x#top', 'https://shop.example/orders/*'],
    ['https://shop.example/u/emma%40example.com/edit', 'https://shop.example/u/*/edit'],
    ['https://shop.example/reset/dGhpc2lzYXRva2VuZm9yYW5hY2NvdW50', 'https://shop.example/reset/*'],
  ],
  'user-agent': [
    [
      'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36 Edg/142.0',
      'Edge on Windows',
    ],
    [
      'Mozilla/5.0 (iPhone; CPU iPhone OS 19_1 like Mac OS X) AppleWebKit/605.1.15 Version/19.1 Mobile/15E148 Safari/604.1',
      'Safari on iOS',
    ],
    [
      'Mozilla/5.0 (Linux; Android 16; Pixel 9) AppleWebKit/537.36 Chrome/142.0 Mobile Safari/537.36 MicroMessenger/8.0.50',
      'WeChat on Android',
    ],
    ['curl/8.14.1', 'a program'],
    ['secret agent', null],
  ],
  'json-keep(status, payer.city, items.*.price)': [
    ['{"status":"paid","payer":{"name":"Emma","city":"Leeds"}}', '{"status":"paid","payer":{"city":"Leeds"}}'],
    ['{"items":[{"price":1,"name":"x"},{"name":"y"},{"price":2.5}]}', '{"items":[{"price":1},{},{"price":2.5}]}'],
    // What is named and holds more is not kept whole.
    ['{"status":{"by":"Emma"}}', '{"status":{}}'],
    ['{"status":12345678901234567890}', '{"status":12345678901234567890}'],
    ['{"items":[{"price":1.10}]}', '{"items":[{"price":1.10}]}'],
    ['12', null],
    ['{"__proto__":{"status":"x"}}', '{}'],
    ['"paid"', null],
    ['{status:1}', null],
  ],
  'fpe(11)': [['+86 154 0000 1234', null]],
  'fpe-text': [
    ['KX2', null],
    ['kx-2093', null],
  ],
  constant: [['Emma Johnson', '***']],
  'constant(hidden)': [['Emma Johnson', 'hidden']],
};

const typed: readonly (readonly [call: string, type: FieldType, value: Value, masked: Value | null])[] = [
  ['age-band(10)', 'Int', 37, 30],
  ['age-band(10)', 'Int', 95, 90],
  ['age-band(7)', 'Int', 89, 84],
  ['age-band(10)', 'Int', 131, null],
  ['age-band(10)', 'Int', -1, null],
  ['bucket(100)', 'Decimal', '249.90', '200'],
  ['bucket(100)', 'Decimal', '-0.01', '-100'],
  ['bucket(100)', 'Decimal', '-100.00', '-100'],
  ['bucket(1000)', 'Int', -2_147_483_648, null],
  ['bucket(1000)', 'BigInt', '9223372036854775807', '9223372036854775000'],
  ['bucket(100)', 'Decimal', 'NaN', null],
  ['clamp(0, 500)', 'Int', 1240, 500],
  ['clamp(0, 500)', 'Int', -3, 0],
  ['clamp(0, 500)', 'Decimal', '499.99', '499.99'],
  ['clamp(0, 500)', 'Decimal', '500.01', '500'],
  ['day', 'DateTime', '2026-03-07T09:41:12.345678Z', '2026-03-07T00:00:00.000000Z'],
  ['quarter', 'Date', '1990-05-07', '1990-04-01'],
  ['quarter', 'DateTime', '1990-12-31T23:59:59Z', '1990-10-01T00:00:00.000000Z'],
  ['year-band(5)', 'Date', '1993-03-07', '1990-01-01'],
  ['year-band(10)', 'Date', '0003-03-07', '0001-01-01'],
  ['grid(1)', 'Float', 30.274085, 30.2],
  ['grid(1)', 'Float', -0.05, -0.1],
  ['grid(0)', 'Float', 181, null],
  ['grid(2)', 'Decimal', '120.155070', '120.15'],
  ['constant', 'Int', 37, 0],
  ['constant(2000)', 'Date', '1990-03-07', '2000-01-01'],
];

describe.each(Object.entries(text))('%s', (call, golden) => {
  test.each(golden)('%j gives %j', (value, masked) => expect(bound(call).mask(value)).toBe(masked));
});

describe('numbers and dates', () => {
  test.each(typed)('%s of a %s: %s gives %s', (call, type, value, masked) =>
    expect(bound(call, type).mask(value)).toBe(masked),
  );
});

describe('what is left', () => {
  const left = (call: string, value: string) => {
    const { technique, args } = bound(call);
    return technique.left?.(value, ...args) ?? technique.candidates(...args);
  };

  test.each([
    ['keep(3, 4)', '13800001234', 10_000],
    ['keep(3, 4)', 'ABC9999WXYZ', 36 ** 4],
    ['keep-last(4)', '15400001234', 10 ** 7],
    ['phone', '+86 154 0000 1234', 10_000],
    ['phone', '010-8888 1234', 10_000],
    ['phone', '+44 20 7946 0958', 10 ** 6],
    ['card(6, 4)', '6222 0000 0000 0009', 10 ** 5],
    ['plate', '京A·12345', 34 ** 4],
    ['postal(3)', '310013', 1000],
    ['ip-network(24, 48)', '203.0.113.77', 256],
    ['fpe(11)', '15400001234', 10 ** 11],
  ])('by %s of %s is %d', (call, value, expected) => expect(left(call, value)).toBe(expected));
});
