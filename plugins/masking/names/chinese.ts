/** Surnames of two characters (复姓), simplified and traditional. Shorter ones are the first character. */
const compound: ReadonlySet<string> = new Set(
  (
    '欧阳 歐陽 司马 司馬 诸葛 諸葛 上官 司徒 夏侯 皇甫 尉迟 尉遲 公孙 公孫 慕容 令狐 宇文 长孙 長孫 轩辕 軒轅 端木 ' +
    '独孤 獨孤 南宫 南宮 东方 東方 西门 西門 司空 百里 呼延 申屠 太史 闻人 聞人 东郭 東郭 濮阳 濮陽 澹台 澹臺 赫连 赫連 ' +
    '钟离 鍾離 淳于 单于 單于 公冶 宗政 仲孙 仲孫 鲜于 鮮于 闾丘 閭丘 拓跋 万俟 完颜 完顏 第五 公羊 谷梁 穀梁 乐正 樂正 梁丘 左丘'
  ).split(' '),
);

const han = /^\p{Script=Han}+$/u;
const hangul = /^\p{Script=Hangul}{2,4}$/u;

export interface NameParts {
  readonly family: string;
  readonly given: string;
}

/** A name of two to four Chinese (or Korean) characters, family name first; nothing where it is none. */
export function chineseName(name: string): NameParts | undefined {
  const characters = [...name];
  if (characters.length < 2 || characters.length > 4 || !(han.test(name) || hangul.test(name))) return undefined;
  const two = characters.slice(0, 2).join('');
  const length = characters.length > 2 && compound.has(two) ? 2 : 1;
  return { family: characters.slice(0, length).join(''), given: characters.slice(length).join('') };
}

/** `阿依古丽·买买提`: what stands last is the family's (or the father's) name. */
export function dottedName(name: string): NameParts | undefined {
  const parts = name.split(/[·•・]/u);
  if (parts.length < 2 || parts.length > 4 || !parts.every((part) => part.length <= 12 && han.test(part)))
    return undefined;
  return { family: parts.at(-1) ?? '', given: parts.slice(0, -1).join('·') };
}
