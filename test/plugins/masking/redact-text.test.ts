import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { bound } from './bound.ts';

const { mask } = bound('redact-text');
const known = [
  '王小明',
  'Emma Johnson',
  '+86 154 0000 1234',
  '+44 20 7946 0958',
  'emma.johnson@example.com',
  '浙江省杭州市西湖区文三路12号',
  '12 Elm Street, Springfield, IL 62701, US',
  '990101199003070015',
  '6222 0000 0000 0009',
];

const strangers: readonly (readonly [text: string, redacted: string])[] = [
  ['请打13900005678联系我', '请打[电话]联系我'],
  ['电话：139-0000-5678，或 +86 139 0000 5678。', '电话：[电话]，或 [电话]。'],
  ['手机１３９００００５６７８', '手机[电话]'],
  ['微信同号139\u200b0000\u200b5678', '微信同号[电话]'],
  ['座机0571-88886666转801', '座机[电话]'],
  ['14000001111 是未分配号段', '[电话] 是未分配号段'],
  ['139.0000.5678', '[phone]'],
  ['1 3 9 0 0 0 0 5 6 7 8', '[phone]'],
  ['8613900005678', '[phone]'],
  ['Call (555) 010-1234 or 555-010-9876.', 'Call [phone] or [phone].'],
  ['Ring 020 7946 0123, from abroad +44 20 7946 0123', 'Ring [phone], from abroad [phone]'],
  ['0049 30 1234567 works too', '[phone] works too'],
  ['邮箱zhang.san@mail.example.cn请回复', '邮箱[邮箱]请回复'],
  ['Write to Zhang.San+X@Mail.Example.COM, please', 'Write to [email], please'],
  ['zhang＠example.com', '[email]'],
  ['zhang @ example.com', '[email]'],
  ['张伟@example.com', '[邮箱]'],
  ['身份证11010519491231002X，谢谢', '身份证[证件号]，谢谢'],
  ['身份证 110105 19491231 002x', '身份证 [证件号]'],
  ['my SSN is 123-45-6789', 'my SSN is [id]'],
  ['my id number (000-43-5758)', 'my id number ([id])'],
  ['卡号 6222 0211 1111 1113 被扣款', '卡号 [卡号] 被扣款'],
  ['card 4111-1111-1111-1111 was charged', 'card [card] was charged'],
  ['4111111111111111', '[card]'],
  ['from 203.0.113.77, twice', 'from [ip], twice'],
];

const subject: readonly (readonly [text: string, redacted: string])[] = [
  ['我是王小明，王 小 明！', '我是[姓名]，[姓名]！'],
  ['王先生投诉', '[姓名]投诉'],
  ['Emma Johnson called; EMMA did, JOHNSON too', '[name] called; [name] did, [name] too'],
  ["Johnson, Emma: that is Emma's order", "[name], [name]: that is [name]'s order"],
  ['ｅｍｍａ and émma', '[name] and [name]'],
  ['E\u200bmma', '[name]'],
  ['mail emma.johnson@example.com or emma.johnson (at) example.com', 'mail [email] or [email]'],
  ['in short 20 7946 0958, in long 0044-20-7946-0958', 'in short [phone], in long [phone]'],
  ['154 0000 1234 / 154/0000/1234', '[phone] / [phone]'],
  ['住在文三路12号', '住在[地址]'],
  ['leave it at 12, Elm Street', 'leave it at [address]'],
  ['9901 0119 9003 0700 15', '[id]'],
  ['6222-0000 0000.0009', '[card]'],
];

const stays = [
  '订单20240315001234还没到',
  '订单号 202403151234，金额 ¥1,299.00，日期 2024-03-15 13:20',
  '2024年3月15日下午3点收到，等了5天',
  'order ORD-2024-0012345 cost $1,299.00 on 15/03/2024 at 10.30',
  'order 1700000000000 and article 9787111213826',
  'tracking SF1234567890123, parcel 1Z999AA10123456784',
  'prices 1500 2000 180, sizes 38 40 42',
  'version 1.2.3, chapter 1.2.3.4.5',
  '+1000 points for C++ 12345678',
  'meet @ 5.30, love it @ home',
  '1 2 3 4 5 6 7 8 9 10 11 12 13 14 15',
  '03-15 04-20 2024',
  'them mall at elm streets, Johnsonville and Emmaus',
  '110105194912310021',
  '4111111111111112',
  '',
  '👨‍👩‍👧 ok',
];

describe('redact-text', () => {
  test.each(strangers)('knows it by its shape: %s', (text, redacted) => expect(mask(text, [])).toBe(redacted));
  test.each(subject)('knows it of the subject: %s', (text, redacted) => expect(mask(text, known)).toBe(redacted));
  test.each(stays)('leaves as it is: %s', (text) => expect(mask(text, known)).toBe(text));

  test('is null where the subject could not be asked, which is not the same as knowing nothing', () => {
    expect(mask('nice shop')).toBeNull();
    expect(mask('nice shop', [])).toBe('nice shop');
  });

  test('a word that is a name as well stays a word in lower case', () => {
    expect(mask('Will said: I will', ['Will Turner'])).toBe('[name] said: I will');
  });

  test('values too short to tell anything are not looked for', () => {
    expect(mask('F or M, US, 42 女士', ['F', 'US', '42', '女', '', '--'])).toBe('F or M, US, 42 女士');
  });

  test('whatever stands around a known value and inside its spelling, it goes', () => {
    const gap = fc.constantFrom('', ' ', '-', '\u200b', '\u3000', '‐');
    const around = fc.constantFrom('', ' ', '，', '。', ': ', '找', '\n');
    const wide = (character: string, on: boolean) =>
      on && /[!-~]/.test(character) ? String.fromCodePoint((character.codePointAt(0) ?? 0) + 0xfee0) : character;
    fc.assert(
      fc.property(
        fc.constantFrom('15400001234', '990101199003070015', '6222000000000009', '王小明'),
        gap,
        around,
        around,
        fc.boolean(),
        (value, between, before, after, on) => {
          const spelled = [...value].map((character) => wide(character, on)).join(between);
          expect(mask(`${before}${spelled}${after}`, known)).toMatch(
            /^[^\d１-９王]*\[(?:phone|id|card|name|电话|证件号|卡号|姓名)\][^\d１-９明]*$/u,
          );
        },
      ),
    );
  });

  test('text without any of it comes back as it was, character by character', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary', maxLength: 80 }).filter((text) => !/[\p{Nd}\p{No}@＠﹫]/u.test(text)),
        (text) => {
          expect(mask(text, [])).toBe(text);
        },
      ),
    );
  });

  test('nothing known is left in random text around it', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary', maxLength: 30 }),
        fc.constantFrom(...known),
        fc.string({ unit: 'binary', maxLength: 30 }),
        (a, value, b) => {
          expect(mask(`${a} ${value} ${b}`, known)).not.toContain(value);
        },
      ),
      { numRuns: 300 },
    );
  });
});
