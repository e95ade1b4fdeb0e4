const values: Readonly<Record<string, string>> = Object.fromEntries(
  [
    '零〇○洞0',
    '一壹幺么1',
    '二贰貳两兩2',
    '三叁參3',
    '四肆4',
    '五伍5',
    '六陆陸6',
    '七柒拐7',
    '八捌8',
    '九玖勾9',
  ].flatMap((characters, digit) => [...characters].map((character) => [character, String(digit)])),
);
const numeral = `[${Object.keys(values).join('')}]`;
/** As many as the shortest telephone number, with a space or a dash between: `一三八 零零零零 五六七八`. */
const run = new RegExp(`${numeral}(?:[ -]?${numeral}){6,}`, 'g');

/** Digits for Chinese numerals where so many stand together that they are no amount; as long as before. */
export const withDigits = (text: string): string =>
  /[一二三四五六七八九零〇壹贰叁肆伍陆柒捌玖幺]/.test(text)
    ? text.replace(run, (match) => match.replace(/[^ -]/g, (character) => values[character] ?? character))
    : text;
