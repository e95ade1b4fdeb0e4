/** What letters without vowels stand for: `mrtl` for `marital`, `bnfcy` for `beneficiary`. */
export type Abbreviations = (letters: string) => string | undefined;

const vowels = /(?<=.)[aeiou]/g;
/** Whole words of Latin letters: those that are short already are no word to shorten. */
const shortened = /^[a-z]{4,}$/;
/** So many letters tell a word, where some of its consonants are left out too. */
const leastLetters = 4;
const leastShare = 0.6;

const skeleton = (word: string): string => single(word.replace(vowels, ''));
const single = (letters: string): string => letters.replace(/(.)\1/g, '$1');

/** Reads letters without vowels by the only meaning whose words can be written so; nothing where there are two. */
export function abbreviations(words: ReadonlyMap<string, string>): Abbreviations {
  const whole = new Map<string, Set<string>>();
  for (const [word, meaning] of words) {
    const bones = shortened.test(word) ? skeleton(word) : word;
    // `fee` and `area` have too few consonants to be told by them.
    if (bones === word || bones.length < 3) continue;
    whole.set(bones, (whole.get(bones) ?? new Set()).add(meaning));
  }
  const read = new Map<string, string | undefined>();
  return (letters) => {
    if (!/^[a-z][^aeiou\W\d_]{2,}$/.test(letters)) return undefined;
    if (!read.has(letters)) read.set(letters, only(whole.get(single(letters)) ?? fuller(whole, single(letters))));
    return read.get(letters);
  };
}

const only = (meanings: ReadonlySet<string>): string | undefined =>
  meanings.size === 1 ? [...meanings][0] : undefined;

/** The meanings of those that have these letters, in this order, and few more: its first and its last among them. */
function fuller(whole: ReadonlyMap<string, ReadonlySet<string>>, letters: string): ReadonlySet<string> {
  if (letters.length < leastLetters) return new Set();
  const fits = [...whole].filter(
    ([bones]) =>
      bones[0] === letters[0] &&
      bones.at(-1) === letters.at(-1) &&
      letters.length >= bones.length * leastShare &&
      within(letters, bones),
  );
  return new Set(fits.flatMap(([, meanings]) => [...meanings]));
}

function within(letters: string, bones: string): boolean {
  let at = 0;
  for (const letter of bones) if (letter === letters[at]) at++;
  return at === letters.length;
}
