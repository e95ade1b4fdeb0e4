import { chineseName, dottedName, type NameParts } from '../names/chinese.ts';
import { particles, westernName } from '../names/western.ts';
import { isCommonWord } from '../names/words.ts';
import { isLuhn } from '../values/luhn.ts';
import { isNationalId } from './checks.ts';
import { dayNeedles } from './day-needles.ts';
import { fold } from './fold.ts';
import type { Kind } from './kinds.ts';

/** Something to look for. */
export interface Needle {
  readonly text: string;
  readonly kind: Kind;
  /**
   * `spaced`: letters and digits alone, whatever stands between them. `number` and `word`: the same, where no digit, no letter
   * goes on. `part`: a word as it stands. `capital`: the same, where it is not in lower case.
   */
  readonly match: 'spaced' | 'number' | 'word' | 'part' | 'capital';
}

/** Letters and digits are what counts. */
const compact = (folded: string): string => folded.replace(/[^\p{L}\p{N}]+/gu, '');

const needle = (match: Needle['match'], kind: Kind, text: string): Needle => ({ text, kind, match });

/** All that gives one known value away: itself in any spelling, a number without its country, parts of a name, a street. */
export function needlesOf(value: string): readonly Needle[] {
  if (!value.isWellFormed()) return [];
  const folded = fold(value).text.trim();
  const text = compact(folded);
  if (folded.includes('@')) return text.length < 4 ? [] : emailNeedles(folded, text);
  const days = dayNeedles(folded);
  if (days.length > 0) return days.map((day) => needle('number', 'redacted', day));
  if (/^\d+x?$/.test(text)) return numberNeedles(folded, text);
  const plain = value.normalize('NFKC').trim();
  const name = nameOf(plain);
  if (name) return [needle(/\p{Script=Latin}/u.test(text) ? 'word' : 'spaced', 'name', text), ...nameNeedles(name)];
  return otherNeedles(folded, text);
}

/** With what stands before the sign, where that is no plain word: it serves as a name elsewhere. */
function emailNeedles(folded: string, text: string): readonly Needle[] {
  const local = compact(folded.slice(0, folded.indexOf('@')));
  const own = local.length >= 5 && !isCommonWord(local);
  return [needle('spaced', 'email', text), ...(own ? [needle('word', 'username', local)] : [])];
}

/** With a country code of one to three digits in front; how many, the number does not tell. */
const international = /^(?:\+|00[1-9]|86-? ?1[3-9])/;

function numberNeedles(folded: string, digits: string): readonly Needle[] {
  if (digits.length < 5) return [];
  if (digits.length < 7) return [needle('number', 'redacted', digits)];
  if (digits.endsWith('x') || isNationalId(digits)) return [needle('spaced', 'id', digits)];
  if (international.test(folded) && digits.length <= 17) {
    const whole = digits.replace(/^00/, '');
    const cuts = [0, 1, 2, 3].map((at) => whole.slice(at));
    return cuts.filter((rest, at) => at === 0 || rest.length >= 8).map((rest) => needle('spaced', 'phone', rest));
  }
  if (digits.length >= 13 && isLuhn(digits)) return [needle('spaced', 'card', digits)];
  return [needle('spaced', digits.length > 15 ? 'redacted' : 'phone', digits)];
}

/** Streets are told apart from cities by their numbers. */
function otherNeedles(folded: string, text: string): readonly Needle[] {
  const least = /\p{Script=Han}/u.test(text) ? 2 : 3;
  if ([...text].length < least) return [];
  const streets = folded
    .split(/[,;\n省市区县區縣]/u)
    .map(compact)
    .filter((piece) => piece.length >= 5 && piece !== text && /\d/.test(piece) && /\p{L}/u.test(piece));
  return [needle('word', 'redacted', text), ...streets.map((piece) => needle('word', 'redacted', piece))];
}

const nameOf = (value: string): NameParts | undefined =>
  chineseName(value.replace(/\s/gu, '')) ?? dottedName(value) ?? westernName(value);

const titles =
  '先生 女士 小姐 太太 夫人 老师 師傅 师傅 阿姨 医生 大夫 经理 主任 律师 教授 警官 护士 同学 叔叔 大爷 大妈 奶奶 爷爷 大哥 大姐 老板 总 董 工 姐 哥 某'.split(
    ' ',
  );
const forms = ['小', '老', '阿'];
const westernTitles = ['mr', 'mrs', 'ms', 'miss', 'dr', 'prof', 'sir', 'madam', 'herr', 'frau', 'mme', 'dear'];

function nameNeedles({ family, given }: NameParts): readonly Needle[] {
  if (/^\p{Script=Han}+$/u.test(family)) return chineseNeedles(fold(family).text, fold(given).text);
  const parts = `${given} ${family}`.split(/[\s'’ʼ.‐-]+/u).map((part) => fold(part).text);
  return parts.filter((part) => !particles.has(part)).flatMap(partNeedles);
}

/** 王女士, 老王; of 小明 both characters, of 芳 what people make of one. */
function chineseNeedles(family: string, given: string): readonly Needle[] {
  const alone =
    [...given].length > 1
      ? [given]
      : given === ''
        ? []
        : [...forms.map((form) => form + given), given + given, `${given}姐`, `${given}哥`];
  const called = [...titles.map((title) => family + title), ...forms.map((form) => form + family)];
  return [...called, ...alone].map((text) => needle('spaced', 'name', text));
}

/** Two letters are too many words' beginning to be looked for by themselves: only behind a title. */
function partNeedles(part: string): readonly Needle[] {
  if (part.length < 2) return [];
  if (part.length === 2)
    return westernTitles.flatMap((title) => [
      needle('part', 'name', `${title} ${part}`),
      needle('part', 'name', `${title}. ${part}`),
    ]);
  return [needle(isCommonWord(part) ? 'capital' : 'part', 'name', part)];
}
