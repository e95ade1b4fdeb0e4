import { describe, expect, test } from 'vitest';
import type { FieldType, Value } from '../../../schema/terms/field.ts';
import { bound } from './bound.ts';

type Golden = readonly [value: Value, masked: Value | null];

const text: Readonly<Record<string, readonly Golden[]>> = {
  withhold: [['Emma Johnson', null]],
  'keep-last(4)': [
    ['+86 154 0000 1234', '****1234'],
    ['15400001234', '****1234'],
    ['(555) 010-1234', '****1234'],
    ['6222 0000 0000 0009', '****0009'],
    ['99010119900307001X', '****001X'],
    ['１３８００００１２３４', '****１２３４'],
    // Too few stay hidden, spaces and signs or not.
    ['12345678', null],
    ['+ - 1 2 3 4 5 6 7 8 - +', null],
    ['1234', null],
    ['----------', null],
    ['', null],
  ],
  'keep-last(1)': [
    ['ABC123', '****3'],
    ['ABC12', null],
  ],
  'email-initial': [
    ['emma.johnson@example.com', 'e***@example.com'],
    ['li.wei+orders@mail.example.cn', 'l***@mail.example.cn'],
    ['王小明@例子.中国', '王***@例子.中国'],
    ['x@example.com', null],
    ['emma@localhost', null],
    ['emma@192.0.2.1', null],
    ['emma@@example.com', null],
    ['"emma j"@example.com', null],
    ['emma johnson', null],
    ['Emma <emma@example.com>', null],
    [`${'e'.repeat(65)}@example.com`, null],
    ['.emma@example.com', null],
  ],
  'family-name': [
    ['王伟', '王***'],
    ['王小明', '王***'],
    ['欧阳小明', '欧阳***'],
    ['歐陽小明', '歐陽***'],
    ['司马光', '司马***'],
    ['欧阳', '欧***'],
    ['陈方安生', '陈***'],
    ['王 小明', '王***'],
    ['阿依古丽·买买提', '***·买买提'],
    ['王', null],
    ['王小明李小红', null],
    ['Emma Johnson', '*** Johnson'],
    ['Ｅｍｍａ Ｊｏｈｎｓｏｎ', '*** Johnson'],
    ['Ludwig van Beethoven', '*** van Beethoven'],
    ['Dr. Ana de la Cruz', '*** de la Cruz'],
    ["Sean O'Brien", "*** O'Brien"],
    ["Lotte 't Hart", "*** 't Hart"],
    ["'t Hart", '*** Hart'],
    ['Johnson, Emma', '*** Johnson'],
    ['John Smith Jr.', '*** Smith'],
    ['Иван Петров', '*** Петров'],
    ['Emma', null],
    ['Dr. Johnson', null],
    ['Smith, Jr.', null],
    ['emma.johnson@example.com', null],
    ['Emma Johnson 1990', null],
  ],
  city: [
    ['浙江省杭州市西湖区文三路12号', '浙江省杭州市'],
    ['北京市朝阳区建国路88号', '北京市'],
    ['广西壮族自治区南宁市青秀区民族大道1号', '广西壮族自治区南宁市'],
    ['云南省大理白族自治州大理市古城', '云南省大理白族自治州'],
    ['江西省景德镇市昌江区', '江西省景德镇市'],
    ['杭州市西湖区文三路12号', '杭州市'],
    ['310000 浙江省 杭州市 西湖区', '浙江省杭州市'],
    ['香港特别行政区中西区皇后大道1号', '香港特别行政区'],
    ['12 Elm Street, Springfield, IL 62701, US', 'Springfield'],
    ['10 High Street, Leeds LS1 4AP, UK', 'Leeds'],
    ['Hauptstraße 5, 10115 Berlin, Germany', 'Berlin'],
    ['12 rue de Rivoli, 75001 Paris, France', 'Paris'],
    ['1 Main St, St. Louis, MO 63101', 'St. Louis'],
    ['221 Queen St, Toronto, ON M5V 2T6, Canada', 'Toronto'],
    ['5 High Street, Dublin, Ireland', 'Dublin'],
    // A street, a house or a market is no city.
    ['12 Elm Street', null],
    ['Flat 3, 12 Elm, US', null],
    ['12 Mill Lane, Rose Cottage, UK', null],
    ['菜市场路12号', null],
    ['江南城市花园3栋', null],
    ['北京路12号', null],
    ['浙江省杭州市', null],
    ['', null],
  ],
  'ip-prefix(24)': [
    ['203.0.113.77', '203.0.113.0'],
    ['203.0.113.077', null],
    ['203.0.113', null],
    ['203.0.113.77.1', null],
    ['203.0.113.256', null],
    ['203.0.113.77 ', null],
    ['2001:db8::1', null],
  ],
  'ip-prefix(16)': [['203.0.113.77', '203.0.0.0']],
  'ip-prefix(8)': [['203.0.113.77', '203.0.0.0']],
  'prefix(3)': [
    ['SW1A 2AA', 'SW1'],
    ['杭州市西湖区', '杭州市'],
    ['👩👩👩👩', '👩👩👩'],
    ['SW1', null],
    ['👩👩👩', null],
    ['', null],
  ],
  fpe: [
    ['12345', null],
    ['１３８００００１２３４', null],
    ['call 15400001234', null],
    ['99010119900307001X', null],
    ['1'.repeat(33), null],
  ],
};

const dates: readonly (readonly [call: string, type: FieldType, value: string, masked: string | null])[] = [
  ['year', 'Date', '1990-03-07', '1990-01-01'],
  ['month', 'Date', '1990-03-07', '1990-03-01'],
  ['year', 'Date', '0001-12-31', '0001-01-01'],
  ['year', 'Date', '2024-02-29', '2024-01-01'],
  ['year', 'Date', '2023-02-29', null],
  ['year', 'Date', '1900-02-29', null],
  ['year', 'Date', '0000-01-01', null],
  ['year', 'Date', '10000-01-01', null],
  ['year', 'Date', 'infinity', null],
  ['year', 'Date', '1990-03-07T00:00:00.000000Z', null],
  ['year', 'DateTime', '2026-03-07T09:41:12.345678Z', '2026-01-01T00:00:00.000000Z'],
  ['month', 'DateTime', '2026-03-07T09:41:12.345678Z', '2026-03-01T00:00:00.000000Z'],
  ['month', 'DateTime', '2026-03-07T09:41:12+08:00', null],
  ['month', 'DateTime', '2026-03-07', null],
];

const amounts: readonly (readonly [call: string, type: FieldType, value: Value, masked: Value | null])[] = [
  ['round(100)', 'Decimal', '249.90', '200'],
  ['round(100)', 'Decimal', '250.00', '300'],
  ['round(100)', 'Decimal', '-250', '-300'],
  ['round(100)', 'Decimal', '49.999999999999999999999999', '0'],
  ['round(100)', 'Decimal', '-0.01', '0'],
  ['round(100)', 'Decimal', '12345678901234567849.99', '12345678901234567800'],
  ['round(5)', 'Decimal', '2.5', '5'],
  ['round(100)', 'Decimal', 'NaN', null],
  ['round(100)', 'Decimal', '1e3', null],
  ['round(100)', 'Decimal', '', null],
  ['round(100)', 'Int', 1249, 1200],
  ['round(100)', 'Int', -1250, -1300],
  ['round(100)', 'Int', 0, 0],
  ['round(1000)', 'Int', 2_147_483_647, null],
  ['round(100)', 'BigInt', '9007199254740993', '9007199254741000'],
  ['round(100)', 'BigInt', '12.5', null],
  ['round(1000)', 'BigInt', '9223372036854775807', null],
];

describe.each(Object.entries(text))('%s', (call, golden) => {
  test.each(golden)('%j gives %j', (value, masked) => expect(bound(call).mask(value)).toBe(masked));
});

describe('dates', () => {
  test.each(dates)('%s of a %s: %s gives %s', (call, type, value, masked) =>
    expect(bound(call, type).mask(value)).toBe(masked),
  );
});

describe('amounts', () => {
  test.each(amounts)('%s of %s: %s gives %s', (call, type, value, masked) =>
    expect(bound(call, type).mask(value)).toBe(masked),
  );
});

describe('fpe', () => {
  test('keeps every mark where it was', () => {
    expect(bound('fpe').mask('+86 154 0000 1234')).toMatch(/^\+\d\d \d{3} \d{4} \d{4}$/);
    expect(bound('fpe').mask('(0571) 8888-6666')).toMatch(/^\(\d{4}\) \d{4}-\d{4}$/);
  });
});
