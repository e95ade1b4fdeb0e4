import fc from 'fast-check';
import { creditCheck } from '../../../plugins/masking/values/credit-code.ts';
import type { FieldType, Value } from '../../../schema/terms/field.ts';
import { completed, ibanOf, residentOf, spaced } from './made.ts';

/** Two values that agree on what a call says it tells and on nothing else. */
export interface Alike {
  readonly type: FieldType;
  readonly pair: fc.Arbitrary<readonly [Value, Value]>;
}

/** Both made of the same shown part, each with hidden parts of its own. */
const two = <S, H>(
  shown: fc.Arbitrary<S>,
  hidden: fc.Arbitrary<H>,
  make: (shown: S, hidden: H) => Value,
  type: FieldType = 'String',
): Alike => ({
  type,
  pair: fc.tuple(shown, hidden, hidden).map(([s, a, b]) => [make(s, a), make(s, b)] as const),
});

const text = (pattern: RegExp) => fc.stringMatching(pattern);
const digits = (n: number) => text(new RegExp(`^[0-9]{${n}}$`));
const nothing = fc.constant('');
const given = text(/^[A-Z][a-z]{1,8}$/).filter(
  (name) =>
    !/^(Mr|Mrs|Ms|Miss|Mx|Dr|Prof|Sir|Dame|Lady|Lord|Rev|Fr|Herr|Frau|Mme|Mlle|Sr|Sra|Don|Jr|Esq|Md|Ph|Ii|Iii|Iv|Phd|Jnr|Snr|Van|Von|Der|Den|De|Del|Della|Di|Da|Du|Dos|Das|La|Le|El|Al|Bin|Binti|Ibn|Ten|Ter|Zu|Zum|Zur|Af|Av|St|Ap)$/.test(
      name,
    ),
);
const han = fc.integer({ min: 0x4e00, max: 0x9fa5 }).map((code) => String.fromCharCode(code));
const street = text(/^[1-9][0-9]{0,3} [A-Z][a-z]{2,12} (Street|Road|Lane)$/);
const day = fc.integer({ min: 1, max: 28 }).map((n) => String(n).padStart(2, '0'));
const time = text(/^T(0[0-9]|1[0-9]):[0-5][0-9]:[0-5][0-9]\.[0-9]{6}Z$/);
const mark = fc.constantFrom('', ' ', '-');
const octet = fc.integer({ min: 0, max: 255 });

/** Ids that share their first characters and their last two. */
const residents = (shown: number): Alike =>
  two(nothing, fc.tuple(digits(6), text(/^19[4-9][0-9]0[1-9]1[0-9]$/)), (_, [region, date]) =>
    residentOf('410101'.slice(0, shown) + region.slice(0, 6 - shown) + date),
  );

const chinesePlace = (below: string) =>
  two(
    nothing,
    fc.tuple(text(/^(文三|解放|人民)路$/), fc.integer({ min: 1, max: 999 })),
    (_, [road, n]) => `浙江省杭州市${below}${road}${n}号`,
  );

/** For every call that keeps a part of the truth, and does so without a key. */
export const alike: Readonly<Record<string, readonly Alike[]>> = {
  'address(country)': [
    two(
      nothing,
      fc.tuple(street, fc.constantFrom('Springfield, IL 62701', 'Portland, OR 97201')),
      (_, [s, c]) => `${s}, ${c}, US`,
    ),
  ],
  'address(province)': [
    two(
      nothing,
      fc.tuple(street, fc.constantFrom('Springfield', 'Chicago')),
      (_, [s, c]) => `${s}, ${c}, IL 62701, US`,
    ),
    two(nothing, fc.constantFrom('杭州市西湖区', '宁波市', '温州市鹿城区'), (_, c) => `浙江省${c}文三路12号`),
  ],
  'address(city)': [
    two(nothing, fc.tuple(street, digits(5)), (_, [s, code]) => `${s}, Springfield, IL ${code}, US`),
    two(nothing, fc.constantFrom('西湖区', '上城区', '桐庐县'), (_, c) => `浙江省杭州市${c}文三路12号`),
  ],
  'address(district)': [chinesePlace('西湖区'), chinesePlace('桐庐县')],
  'age-band(10)': [
    two(fc.integer({ min: 0, max: 12 }), fc.integer({ min: 0, max: 9 }), (band, n) => band * 10 + n, 'Int'),
    two(nothing, fc.integer({ min: 90, max: 130 }), (_, n) => n, 'Int'),
  ],
  'bucket(100)': [
    two(
      fc.integer({ min: -1000, max: 1000 }),
      fc.integer({ min: 0, max: 9999 }),
      (cell, n) => (cell < 0 ? `-${(-cell * 10_000 - n) / 100}` : `${(cell * 10_000 + n) / 100}`),
      'Decimal',
    ),
  ],
  card: [
    two(fc.tuple(digits(4), digits(3)), fc.tuple(digits(9), mark), ([a, z], [m, between]) =>
      spaced(completed(a, m, z), between),
    ),
  ],
  'card(6, 4)': [
    two(fc.tuple(digits(6), digits(3)), fc.tuple(digits(7), mark), ([a, z], [m, between]) =>
      spaced(completed(a, m, z), between),
    ),
  ],
  city: [
    two(nothing, fc.tuple(street, digits(5)), (_, [s, code]) => `${s}, Springfield, IL ${code}, US`),
    two(nothing, fc.constantFrom('西湖区', '上城区', '桐庐县'), (_, c) => `浙江省杭州市${c}文三路12号`),
  ],
  'clamp(-10, 500)': [
    two(nothing, fc.integer({ min: 501, max: 2 ** 31 - 1 }), (_, n) => n, 'Int'),
    two(nothing, fc.bigInt({ min: -(10n ** 18n), max: -11n }), (_, n) => String(n), 'BigInt'),
  ],
  'credit-code': [
    two(text(/^[159Y][0-9][1-6][0-9]{5}$/), text(/^[0-9A-HJ-NPQRTUWXY]{9}$/), (a, b) => a + b + creditCheck(a + b)),
  ],
  day: [two(text(/^20[0-9]{2}-0[1-9]-1[0-9]$/), time, (d, t) => d + t, 'DateTime')],
  'email-domain': [
    two(text(/^[a-z]{1,20}\.(example|test)$/), text(/^[a-z0-9.]{2,40}$/), (domain, local) => `k${local}@${domain}`),
  ],
  'email-initial': [
    two(text(/^[a-z]{1,20}\.(example|test)$/), text(/^[a-z0-9.]{1,40}$/), (domain, local) => `k${local}@${domain}`),
  ],
  'family-name': [
    two(nothing, given, (_, name) => `${name} van der Whitfield`),
    two(nothing, fc.array(han, { minLength: 1, maxLength: 2 }), (_, name) => `王${name.join('')}`),
    two(nothing, fc.array(han, { minLength: 1, maxLength: 2 }), (_, name) => `欧阳${name.join('')}`),
    two(nothing, fc.array(han, { minLength: 2, maxLength: 5 }), (_, name) => `${name.join('')}·买买提`),
  ],
  'given-name': [
    two(nothing, given, (_, name) => `Emma ${name}`),
    two(nothing, fc.constantFrom('王', '李', '赵', '欧阳', '司马'), (_, name) => `${name}小明`),
    two(nothing, fc.array(han, { minLength: 2, maxLength: 5 }), (_, name) => `阿依古丽·${name.join('')}`),
  ],
  'grid(0)': [
    two(fc.integer({ min: 0, max: 89 }), digits(6), (n, rest) => `${n}.${rest}`, 'Decimal'),
    two(fc.integer({ min: 0, max: 89 }), fc.tuple(digits(6), digits(4)), (n, [a, b]) => `${n}.${a}, -0.${b}1`),
  ],
  'grid(2)': [
    two(
      fc.integer({ min: 0, max: 89 }),
      fc.integer({ min: 1, max: 9999 }),
      (n, rest) => n + 0.25 + rest / 1_000_000,
      'Float',
    ),
  ],
  iban: [two(nothing, digits(14), (_, m) => ibanOf('DE', `${m}2051`))],
  'id-number': [residents(1)],
  'id-number(6, 2)': [residents(6)],
  initials: [
    two(
      fc.tuple(text(/^[A-Z]$/), text(/^[A-Z]$/)),
      fc.tuple(text(/^[a-z]{4,8}$/), text(/^[a-z]{5,8}$/)),
      ([a, b], [c, d]) => `${a}${c} ${b}${d}`,
    ),
    two(nothing, fc.constantFrom('阳小明', '小红', '建国'), (_, rest) => `欧${rest}`),
  ],
  'ip-network(24, 48)': [
    two(fc.tuple(octet, octet, octet), octet, (a, b) => `${a.join('.')}.${b}`),
    two(text(/^[1-9a-f]{4}$/), text(/^[1-9a-f]{4}:[1-9a-f]{4}$/), (a, b) => `2001:db8:${a}::${b}`),
  ],
  'ip-network(12, 30)': [two(octet, fc.tuple(octet, octet), (a, [b, c]) => `${a}.16.${b}.${c}`)],
  'ip-prefix(16)': [two(fc.tuple(octet, octet), fc.tuple(octet, octet), ([a, b], [c, d]) => `${a}.${b}.${c}.${d}`)],
  'json-keep(status, items.*.price)': [
    two(
      fc.tuple(fc.integer(), fc.array(fc.integer(), { maxLength: 3 })),
      fc.tuple(fc.string(), fc.json()),
      ([status, prices], [name, more]) =>
        JSON.stringify({ status, name, more: JSON.parse(more), items: prices.map((price) => ({ price, name })) }),
    ),
  ],
  'keep(3, 4)': [
    two(
      fc.tuple(digits(3), digits(4)),
      fc.tuple(text(/^[0-9]{4,20}$/), mark),
      ([a, z], [m, between]) => `${a}${between}${m}${between}${z}`,
    ),
  ],
  'keep(1, 0, length)': [two(text(/^[A-Z]$/), digits(8), (a, m) => a + m)],
  'keep-last(4)': [
    two(digits(4), fc.tuple(text(/^[0-9]{5,20}$/), mark), (end, [m, between]) => `${m}${between}${end}`),
  ],
  'mac-maker': [
    two(text(/^[0-9a-f]{2}:[0-9a-f]{2}:[0-9a-f]{2}$/), text(/^:[0-9a-f]{2}:[0-9a-f]{2}:[0-9a-f]{2}$/), (a, b) => a + b),
  ],
  month: [two(text(/^19[0-9]{2}-0[1-9]-$/), day, (a, b) => a + b, 'Date')],
  phone: [
    two(
      fc.tuple(text(/^1[3-9][0-9]$/), digits(4)),
      fc.tuple(digits(4), fc.constantFrom('', '+86 ', '0086')),
      ([a, z], [m, before]) => `${before}${a}${m}${z}`,
    ),
    two(digits(4), text(/^[1-9][0-9]{3}$/), (z, m) => `+44 20 ${m} ${z}`),
    two(digits(4), text(/^[2-8][0-9]{3}$/), (z, m) => `0571-${m} ${z}`),
    two(
      digits(4),
      fc.tuple(fc.constantFrom('0912', '0543', '0835'), text(/^[2-8][0-9]{2}$/)),
      (z, [area, m]) => `${area}-${m}${z}`,
    ),
  ],
  'phone-area': [
    two(text(/^[2-9][0-9]{2}$/), text(/^[2-9][0-9]{6}$/), (area, rest) => `+1 ${area} ${rest}`),
    two(nothing, text(/^[2-8][0-9]{7}$/), (_, rest) => `0571 ${rest}`),
  ],
  'phone-country': [
    two(nothing, text(/^1[3-9][0-9]{9}$/), (_, rest) => rest),
    two(nothing, text(/^[1-9][0-9]{7}$/), (_, rest) => `+44 20 ${rest.slice(0, 4)} ${rest.slice(4)}`),
  ],
  plate: [
    two(
      fc.tuple(text(/^[京沪粤浙][A-H]$/), text(/^[0-9A-H]$/)),
      fc.tuple(text(/^[0-9A-H]{4}$/), fc.constantFrom('', '·')),
      ([a, z], [m, between]) => a + between + m + z,
    ),
    two(fc.tuple(text(/^[A-Z]$/), text(/^[A-Z]$/)), text(/^[0-9]{4,6}$/), ([a, z], m) => a + m + z),
  ],
  'postal(2)': [two(digits(2), digits(4), (a, b) => a + b)],
  'postal(3)': [
    two(text(/^[1-2][0-9]{2}$/), digits(2), (a, b) => a + b),
    two(text(/^[A-Z][1-9]$/), text(/^[0-9][A-Z]{2}$/), (a, b) => `${a} ${b}`),
  ],
  'prefix(3)': [two(text(/^[A-Z0-9]{3}$/), fc.string({ minLength: 1, maxLength: 20 }), (a, b) => a + b)],
  quarter: [two(nothing, fc.tuple(fc.constantFrom('04', '05', '06'), day), (_, [m, d]) => `1990-${m}-${d}`, 'Date')],
  'round(100)': [
    two(fc.integer({ min: 1, max: 1000 }), fc.integer({ min: -50, max: 49 }), (cell, n) => cell * 100 + n, 'Int'),
  ],
  'url(origin)': [
    two(
      text(/^[a-z]{1,10}\.example$/),
      fc.tuple(text(/^[a-z]{1,8}$/), text(/^\/[a-z0-9/]{0,20}$/), text(/^[a-z0-9=&]{0,20}$/)),
      (host, [who, path, asked]) => `https://${who}@${host}${path}?${asked}#${who}`,
    ),
  ],
  'url(path)': [
    two(
      text(/^[a-z]{1,10}\/[a-z]{1,10}$/),
      fc.tuple(text(/^[a-z]{0,9}[0-9]{1,12}$/), text(/^[a-z0-9=&]{0,20}$/)),
      (path, [key, asked]) => `https://shop.example/${path}/${key}?${asked}`,
    ),
  ],
  'user-agent': [
    two(
      nothing,
      fc.tuple(text(/^[0-9]{1,3}\.[0-9]{1,4}$/), text(/^[A-Za-z0-9 ]{1,20}$/)),
      (_, [version, device]) =>
        `Mozilla/5.0 (Linux; Android ${version}; ${device}) AppleWebKit/537.36 Chrome/${version} Mobile Safari/537.36`,
    ),
  ],
  year: [
    two(text(/^19[0-9]{2}-$/), fc.tuple(day, day), (a, [m, d]) => `${a}${Number(m) > 12 ? '12' : m}-${d}`, 'Date'),
  ],
  'year-band(5)': [
    two(
      fc.constantFrom('199', '200'),
      fc.tuple(fc.integer({ min: 5, max: 9 }), day),
      (a, [y, d]) => `${a}${y}-03-${d}`,
      'Date',
    ),
  ],
};
