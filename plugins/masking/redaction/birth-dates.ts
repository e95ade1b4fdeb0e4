import type { Found } from './span.ts';

const months =
  'jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?';
const numerals = '[0-9〇零一二三四五六七八九十廿]';
/** Days as people write them; the year may be short. */
const date = new RegExp(
  [
    `(?:19|20)\\d{2} ?[-/.年] ?[01]?\\d ?[-/.月] ?[0-3]?\\d(?: ?[日号])?`,
    `(?:19|20)\\d{2} ?年(?: ?[01]?\\d ?月)?`,
    `${numerals}{2,4}年${numerals}{1,3}月(?:${numerals}{1,3}[日号]?)?`,
    `[0-3]?\\d[-/. ][01]?\\d[-/. ](?:(?:19|20)\\d{2}|\\d{2})`,
    `[01]?\\d/[0-3]?\\d/(?:(?:19|20)\\d{2}|\\d{2})`,
    `[0-3]?\\d(?:st|nd|rd|th)?(?: of)?[ -](?:${months})\\.?,?[ -](?:19|20)\\d{2}`,
    `(?:${months})\\.? [0-3]?\\d(?:st|nd|rd|th)?,? (?:19|20)\\d{2}`,
    `(?:19|20)\\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\\d|3[01])`,
  ]
    .map((one) => `(?:${one})`)
    .join('|'),
  'g',
);
/** The word before it, or right behind it: `出生日期：…`, `…生`, `born on …`. */
const before =
  /(?:born|birth ?day|birth ?date|date of birth|birth|d\.?o\.?b\.?|geboren|geburtsdatum|nacido|nee? le|出生日期|出生年月日?|出生|生日|生于|诞生|出生於)[^.!?。！？；;\n\d]{0,24}$|[男女][，,、 ]{1,2}$/;
const behind = /^[ ,，]?(?:出生|生(?![产效成活意日鲜])|\(?(?:dob|date of birth)\b)/;

/** Days that are said to be somebody's birth; other days stay. */
export const findBirthDates = (text: string): readonly Found[] =>
  Array.from(text.matchAll(date))
    .filter(({ index, 0: match }) => {
      const end = index + match.length;
      if (/\d/.test(text[index - 1] ?? '') || /\d/.test(text[end] ?? '')) return false;
      return before.test(text.slice(Math.max(0, index - 40), index)) || behind.test(text.slice(end, end + 16));
    })
    .map(({ index, 0: match }) => ({ start: index, end: index + match.length, kind: 'birth' }));
