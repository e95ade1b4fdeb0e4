import { isCreditCode } from '../values/credit-code.ts';
import { isIban } from '../values/iban.ts';
import { isCpf, isHongKongId, isSpanishId, isTaiwanId, isVin } from './checks.ts';
import type { Kind } from './kinds.ts';
import { type Label, nearest, type Topic } from './labels.ts';
import type { Found } from './span.ts';

/** A number of letters and digits that is told by its shape, its check character or the word before it. */
interface Code {
  readonly kind: Kind;
  readonly shape: RegExp;
  /** Without spaces and signs. */
  readonly check?: (text: string) => boolean;
  /** Letters are written large. */
  readonly large?: true;
  /** This word before it does for the check; with `always` it must be there. */
  readonly topic?: Topic;
  readonly always?: true;
}

const whole = (inner: string): RegExp => new RegExp(`(?<![a-z0-9])${inner}(?![a-z0-9])`, 'g');

const codes: readonly Code[] = [
  {
    kind: 'plate',
    shape:
      /[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼滬遼蘇魯贛陝閩貴瓊][a-hj-np-z] ?[·•・.-]? ?(?:[a-hj-np-z0-9]{5,6}|[a-hj-np-z0-9]{4}[挂学警港澳领使])(?![a-z0-9])/g,
    check: (text) => /\d/.test(text),
  },
  { kind: 'plate', shape: whole('[a-hj-npr-z0-9]{17}'), check: isVin, topic: 'plate' },
  {
    kind: 'credit',
    shape: whole('[0-9a-hj-npqrtuwxy]{2}\\d{6}[0-9a-hj-npqrtuwxy]{10}'),
    check: (text) => isCreditCode(text.toUpperCase()),
    topic: 'credit',
  },
  { kind: 'id', shape: whole('[a-z]{1,2}\\d{6} ?\\([0-9a]\\)'), check: isHongKongId, topic: 'id' },
  { kind: 'id', shape: whole('[a-z][12]\\d{8}'), check: isTaiwanId, large: true, topic: 'id' },
  { kind: 'id', shape: whole('[a-z]{1,2}\\d{6,9}'), large: true, topic: 'id', always: true },
  {
    kind: 'id',
    shape: whole('[xyz]?\\d{7,8}-?[a-z]'),
    check: (text) => text.length === 9 && isSpanishId(text),
    topic: 'id',
  },
  { kind: 'id', shape: whole('[a-z]{6}\\d{2}[abcdehlmprst]\\d{2}[a-z]\\d{3}[a-z]') },
  {
    kind: 'id',
    shape: whole('(?!bg|gb|nk|kn|tn|nt|zz)[a-ceghj-prqtw-z]{2} ?\\d{2} ?\\d{2} ?\\d{2} ?[a-d]'),
    large: true,
  },
  // A British driver's number: five letters of the name, a day of birth, initials, two that check.
  { kind: 'id', shape: whole('[a-z9]{5} ?\\d[0156]\\d[0-3]\\d\\d ?[a-z9]{2}\\d[a-z]{2}'), large: true, topic: 'id' },
  { kind: 'id', shape: whole('\\d{6}[-+a]\\d{3}[0-9a-fhjklmnprstu-y]'), check: isFinnishId },
  { kind: 'id', shape: whole('[stfgm]\\d{7}[a-z]'), large: true, topic: 'id', always: true },
  { kind: 'id', shape: whole('[a-z]{3}[abcfghljpt][a-z]\\d{4}[a-z]'), large: true, topic: 'id', always: true },
  { kind: 'id', shape: whole('\\d{3}\\.\\d{3}\\.\\d{3}-\\d{2}'), check: isCpf, topic: 'id' },
  { kind: 'id', shape: whole('\\d{6}-[1-8]\\d{6}') },
  { kind: 'plate', shape: whole('[a-z]{2}\\d{2} [a-z]{3}'), large: true, topic: 'plate', always: true },
];

function isFinnishId(text: string): boolean {
  const digits = text.replace(/a/, '');
  const number = Number(digits.slice(0, 6) + digits.slice(6, 9));
  return '0123456789abcdefhjklmnprstuvwxy'[number % 31] === digits[9] && Number(digits.slice(2, 4)) <= 12;
}

/** ISO 13616: how long an IBAN is, by country; others are 15 to 34. */
const ibanLengths: Readonly<Record<string, number>> = Object.fromEntries(
  'ad24 ae23 at20 az28 be16 bg22 bh22 br29 ch21 cr22 cy28 cz24 de22 dk18 do28 ee20 es24 fi18 fo18 fr27 gb22 ge22 gi23 gl18 gr27 gt28 hr21 hu28 ie22 il23 is26 it27 jo30 kw30 kz20 lb28 li21 lt20 lu20 lv21 mc27 md24 me22 mk19 mr27 mt31 mu30 nl18 no15 pk24 pl28 ps29 pt25 qa29 ro24 rs22 sa24 se24 si19 sk24 sm27 tn24 tr26 ua29 vg24 xk20'
    .split(' ')
    .map((entry) => [entry.slice(0, 2), Number(entry.slice(2))]),
);
const ibanStart = /(?<![a-z0-9])[a-z]{2}\d{2}(?=[ -]?[a-z0-9]{4})/g;

/** Identity numbers, credit codes, plates and IBANs: whatever is written with letters and digits. */
export function findCoded(text: string, cased: string, labels: readonly Label[]): readonly Found[] {
  const fits = ({ check, large, topic, always }: Code, start: number, match: string): boolean => {
    const told = topic !== undefined && nearest(text, labels, start).topic === topic;
    if (always && !told) return false;
    if (large && /[a-z]/.test(cased.slice(start, start + match.length)) && !told) return false;
    return check === undefined || told || check(match.replace(/[ ().·•・-]/g, ''));
  };
  const found = codes.flatMap((code) =>
    Array.from(text.matchAll(code.shape))
      .filter(({ index, 0: match }) => fits(code, index, match))
      .map(({ index, 0: match }): Found => ({ start: index, end: index + match.length, kind: code.kind })),
  );
  return [...found, ...findIbans(text, labels)];
}

function findIbans(text: string, labels: readonly Label[]): readonly Found[] {
  return Array.from(text.matchAll(ibanStart)).flatMap(({ index, 0: head }): readonly Found[] => {
    const length = ibanLengths[head.slice(0, 2)];
    if (length === undefined) return [];
    const end = endOf(text, index, length);
    if (end === undefined) return [];
    const told = nearest(text, labels, index).topic === 'account';
    const compact = text.slice(index, end).replace(/[ -]/g, '');
    return told || isIban(compact.toUpperCase()) ? [{ start: index, end, kind: 'iban' }] : [];
  });
}

/** Behind so many letters and digits, with single spaces and dashes between; nothing where others follow. */
function endOf(text: string, start: number, length: number): number | undefined {
  let count = 0;
  let at = start;
  for (; count < length; at++) {
    const character = text[at] ?? '';
    if (/[a-z0-9]/.test(character)) count++;
    else if (!/[ -]/.test(character) || !/[a-z0-9]/.test(text[at + 1] ?? '')) return undefined;
  }
  return /[a-z0-9]/.test(text[at] ?? '') ? undefined : at;
}
