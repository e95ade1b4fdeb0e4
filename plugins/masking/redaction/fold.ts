/** Text in the form in which it is searched, and where each unit of it stands in the original. */
export interface Folded {
  readonly text: string;
  /** The same, unit by unit, with the case that was written. */
  readonly cased: string;
  /** By unit of `text`: the beginning of the character it comes from; at the end the length of the original. */
  readonly origin: readonly number[];
}

/**
 * Lower case, compatibility forms decomposed (full-width digits, ligatures), without accents, invisible characters and
 * variation selectors; every space is ` `, every dash `-`, every apostrophe `'`, every decimal digit one of ASCII.
 * Character by character, so that each finds its way back.
 */
export function fold(original: string): Folded {
  const origin: number[] = [];
  let text = '';
  let cased = '';
  let at = 0;
  for (const character of original) {
    const kept = foldCharacter(character);
    const lower = kept.toLowerCase();
    const folded = lower.length === kept.length ? lower : lower.replace(marks, '').slice(0, kept.length);
    for (let unit = 0; unit < folded.length; unit++) origin.push(at);
    text += folded;
    cased += kept.slice(0, folded.length);
    at += character.length;
  }
  origin.push(at);
  return { text, cased, origin };
}

const marks = /[\p{M}\p{Cf}\p{Default_Ignorable_Code_Point}]/gu;

function foldCharacter(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  if (code < 0x80) return character === '\t' || character === '\r' ? ' ' : character;
  // Unified ideographs are their own form, and most of a Chinese text.
  if (code >= 0x4e00 && code <= 0x9fff) return character;
  // Full-width forms of ASCII, and the signs of Chinese text.
  if (code >= 0xff01 && code <= 0xff5e) return String.fromCharCode(code - 0xfee0);
  if (code >= 0x3001 && code <= 0x3029) return character;
  const folded = character
    .normalize('NFKD')
    .replace(marks, '')
    .replace(/[\p{Pd}−]/gu, '-')
    .replace(/[‘’ʼʻ´]/gu, "'")
    .replace(/\p{Zs}/gu, ' ')
    .replace(/\p{Nd}/gu, digit);
  // No digit and no ligature of a name is longer; whole phrases in one character are none of ours, and would cost.
  return folded.length > 4 ? character : folded;
}

/** Zeros of the scripts whose digits people write numbers with; compatibility forms were decomposed before. */
const zeros = [
  0x660, 0x6f0, 0x7c0, 0x966, 0x9e6, 0xa66, 0xae6, 0xb66, 0xbe6, 0xc66, 0xce6, 0xd66, 0xe50, 0xed0, 0xf20, 0x1040,
  0x17e0, 0x1810,
];

function digit(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  const zero = zeros.find((one) => code >= one && code < one + 10);
  return zero === undefined ? character : String(code - zero);
}
