import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { findSpans } from '../../../plugins/masking/redaction/find-spans.ts';
import { redact } from '../../../plugins/masking/redaction/redact.ts';

const shown = (text: string, known: readonly string[] = []): readonly string[] =>
  findSpans(text, known).map(({ type, start, end }) => `${type} ${text.slice(start, end)}`);

const cases: readonly (readonly [text: string, ...found: readonly string[]])[] = [
  ['👨‍👩‍👧 call 555-010-1234 ext. 42', 'PHONE 555-010-1234 ext. 42'],
  ['电话一五四 零零零零 一二三四', 'PHONE 一五四 零零零零 一二三四'],
  ['手机 154\n0000\n1234', 'PHONE 154\n0000\n1234'],
  ['five five five, oh one oh, one two three four', 'PHONE five five five, oh one oh, one two three four'],
  ['emma (at) example (dot) com', 'EMAIL emma (at) example (dot) com'],
  ['IBAN DE02 1203 0000 0000 2020 51, thanks', 'CARD DE02 1203 0000 0000 2020 51'],
  ['信用代码 91350100M000100Y43', 'CREDIT_CODE 91350100M000100Y43'],
  ['车牌京A·D12345', 'PLATE 京A·D12345'],
  ['NIE X0000000T', 'ID_NUMBER X0000000T'],
  ['CPF 000.000.001-91', 'ID_NUMBER 000.000.001-91'],
  ['HKID A123456(3)', 'ID_NUMBER A123456(3)'],
  ['passport no. is C01234567', 'ID_NUMBER C01234567'],
  ['from 2001:db8::8a2e:370:7334 and 00:1B:44:11:3A:B7', 'IP 2001:db8::8a2e:370:7334', 'MAC 00:1B:44:11:3A:B7'],
  ['see https://github.com/tiny-otter-dev.', 'URL https://github.com/tiny-otter-dev'],
  ['born on 7 March 1990', 'BIRTH_DATE 7 March 1990'],
  ['一九九〇年三月七日出生', 'BIRTH_DATE 一九九〇年三月七日'],
  ['account number 0072 4431 89', 'ACCOUNT 0072 4431 89'],
  ['my username is blue_heron77', 'USERNAME blue_heron77'],
  ['王女士和欧阳先生', 'NAME 王女士', 'NAME 欧阳先生'],
  ['Mr. van der Berg called', 'NAME van der Berg'],
];

const stays = [
  'version 1.2.3.4, at 10:30:45, std::vector, a::b',
  'https://shop.example.com/products/42?color=red',
  '订单91350100123456789',
  'DE03 1203 0000 0000 2020 51 is no such number',
  '@Override public void run()',
  '高兴地等待周末，于是马上付款',
  'The Calvin Klein shirt and the Jackson library',
];

describe('spans of free text', () => {
  test.each(cases)('%s', (text, ...found) => expect(shown(text)).toEqual(found));
  test.each(stays)('stays: %s', (text) => expect(shown(text)).toEqual([]));

  test('an identity number goes on every day of a year, and one with a wrong check character stays', () => {
    expect(shown('990101199003070015')).toEqual(['ID_NUMBER 990101199003070015']);
    expect(shown('990101199003070016')).toEqual([]);
  });

  test('the replacement is a word of the language around it', () => {
    expect(redact('Please call 王小明 back', [])).toBe('Please call [name] back');
    expect(redact('请联系 Emma Johnson，谢谢', [])).toBe('请联系 [姓名]，谢谢');
  });

  test('spans are sorted, do not overlap, and lie within the text, whatever it is', () => {
    const word = fc.constantFrom(
      '王',
      '小明',
      'Emma ',
      'Smith',
      '154',
      '0000',
      ' 1234',
      '@',
      'a.com',
      '路',
      '12号',
      ' Street',
      '电话',
      ': ',
      '\n',
      '·',
      '+',
      '\ue000',
      '👍',
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: 'binary', maxLength: 60 }),
          fc.array(word, { maxLength: 24 }).map((words) => words.join('')),
        ),
        fc.array(fc.string({ unit: 'binary', maxLength: 12 })),
        (text, known) => {
          let at = 0;
          for (const { start, end } of findSpans(text, known)) {
            expect(start).toBeGreaterThanOrEqual(at);
            expect(end).toBeGreaterThan(start);
            at = end;
          }
          expect(at).toBeLessThanOrEqual(text.length);
        },
      ),
    );
  });
});

describe('what is known of the subject', () => {
  const known = [
    '王小明',
    'Li Na',
    'emma.k_90@example.com',
    '1990-03-07',
    '+44 7700 900123',
    'a.*(b|c)+[d',
    '',
    ' ',
    '\ud800',
  ];

  test.each([
    ['小明昨天来过，老王也来了，王总没来', ['小明', '老王', '王总']],
    ['Ms Li and Mr. Na', ['Ms Li', 'Mr. Na']],
    ['user emma.k_90 or EMMA K 90', ['emma.k_90', 'EMMA K 90']],
    ['1990年3月7日, 07/03/1990, 7th March 1990', ['1990年3月7日', '07/03/1990', '7th March 1990']],
    ['zero 7 7 0 0-900-123', ['7 7 0 0-900-123']],
    ['〇七七〇〇 九〇〇一二三', ['七七〇〇 九〇〇一二三']],
    ['it is a.*(b|c)+[d indeed', ['a.*(b|c)+[d']],
  ] as const)('goes in %s', (text, values) => {
    const found = shown(text, known).join('\n');
    for (const value of values) expect(found).toContain(value);
  });

  test('a part of a longer word stays', () => expect(shown('the nature of linen', known)).toEqual([]));
});
