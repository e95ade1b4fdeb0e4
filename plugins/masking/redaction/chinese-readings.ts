import { evidenceBefore, evidenceBehind } from '../names/chinese-context.ts';
import { givenCost, isGivenCharacter } from '../names/chinese-lexicon.ts';
import { surnameCosts } from '../names/surnames.ts';

/** How seldom a name is met where nothing speaks for one. */
const seldom = 17;
/** A character that no list has. */
const unknown = 34;

const titles =
  /(?:先生|女士|小姐|太太|夫人|老师|老師|师傅|師傅|医生|醫生|大夫|经理|總監|总监|主任|律师|教授|警官|护士|同学|同志|阿姨|叔叔|大爷|大妈|大叔|奶奶|爷爷|伯伯|婆婆|大哥|大姐|老板|校长|院长|局长|处长|科长|书记|董事长|总经理|队长|班长|组长|主管|助理|店长|法官|检察官|教练|博士|总(?![是共之体额会能算计有数])|董(?!事)|工(?![作人程资具厂单业地商艺信])|姐|哥|嫂|叔|姨|某某|某)/y;
/** 小王, 老李, 阿强. */
const prefixes = '小老阿';
/** Family names that are not rare: others make no nicknames. */
const usual = 11;
/** Names that stand for anybody, and names of other languages as Chinese writes the frequent ones. */
const foreign: ReadonlySet<string> = new Set(
  '张三 李四 王五 赵六 小明 小红 小刚 小华 小芳 小丽 小强 小军 小美 小玲 小燕 小兰 小梅 约翰 玛丽 大卫 戴维 杰克 汤姆 迈克 迈克尔 彼得 保罗 安娜 苏珊 露西 莉莉 艾米 艾米丽 凯特 凯文 史蒂夫 史蒂文 罗伯特 威廉 詹姆斯 詹姆士 乔治 查尔斯 爱德华 亨利 托马斯 丹尼尔 丹尼 马克 安德鲁 安东尼 布莱恩 克里斯 克里斯汀 杰森 杰夫 杰瑞 杰西卡 珍妮 珍妮弗 简妮 琳达 丽莎 劳拉 萨拉 莎拉 索菲 索菲亚 伊丽莎白 维多利亚 玛格丽特 海伦 艾伦 埃里克 弗兰克 格蕾丝 瑞秋 丽贝卡 妮可 米歇尔 斯蒂芬 尼克 奥利弗 卢卡斯 诺亚 艾玛 安吉拉 安琪拉 卡罗尔 黛安 戴安娜 桑德拉 芭芭拉 南希 帕特里克 理查德 肯尼斯 罗纳德 唐纳德 蒂姆 山姆 班杰明 本杰明 亚历山大 亚历克斯 娜塔莎 伊万 安德烈 卡洛斯 何塞 佩德罗 穆罕默德 艾哈迈德 阿里木 古丽 阿依古丽 买买提 艾力 艾山 巴特尔 扎西 卓玛 多吉 央金 次仁 格桑 旺堆 其美 萨仁 乌兰 娜仁 其其格'.split(
    ' ',
  ),
);
/** Behind words that can only bring a name, any characters are one: Tibetan, Mongolian, foreign names. */
const certain = 18;
/** Behind these what begins with a family name and is as long as a name is one. */
const likely = 13;
/** The most that surroundings are worth. */
const most = 26;

const foreignBeginnings: ReadonlySet<string> = new Set([...foreign].map((name) => name[0] ?? ''));
/** Every character that a name begins with. */
const beginnings: ReadonlySet<string> = new Set([
  ...[...surnameCosts.keys()].map((surname) => surname[0] ?? ''),
  ...prefixes,
  ...foreignBeginnings,
]);

/** A name that some characters could be, and what it costs to read them so. */
export interface Reading {
  readonly size: number;
  readonly cost: number;
}

/** Every name that could begin at `at`, in a run of characters that ends at `end`. */
export function readingsAt(text: string, at: number, end: number): readonly Reading[] {
  const head = text[at] ?? '';
  const next = text[at + 1] ?? '';
  const brought = isBrought(text, at);
  const called = (next === '姐' || next === '哥') && isGivenCharacter(head) && text[at + 2] !== next;
  if (!beginnings.has(head) && !brought && !called) return [];
  const surnames = [text.slice(at, at + 2), head].filter((one) => surnameCosts.has(one));
  const before = evidenceBefore(text, at);
  const weighed = [
    ...surnames.flatMap((surname) => fullNames(text, at, end, surname)),
    ...(prefixes.includes(head) ? nicknames(head, next, before) : []),
    ...foreignAt(text, at, end),
    ...(called ? [{ size: 2, cost: seldom + 16 }] : []),
  ].map(({ size, cost }) => ({ size, cost: cost - worth(text, at, at + size, before) }));
  return [
    ...weighed,
    ...surnames.flatMap((surname) => titled(text, at, end, surname)),
    ...(prefixes.includes(head) ? titledNicknames(text, at, end) : []),
    ...certainAt(head, surnames, end - at, before, brought, text[at - 1] === '姓'),
  ];
}

/** How much what stands around speaks for a name. */
const worth = (text: string, start: number, end: number, before: number): number =>
  Math.min(before + evidenceBehind(text, end) + edges(text, start, end), most) - (counted(text, start) ? 14 : 0);

/** So sentences go on, and no name begins: 本人没见到货, 法人已变更. */
const goesOn = new Set('没不已未要想在是从就也都有将会能可因曾对把被同愿确承只均并又再才却已仍请需应该必如若');

/** What a label says is a name, whatever it looks like; and a family name alone behind 姓. */
function certainAt(
  head: string,
  surnames: readonly string[],
  length: number,
  before: number,
  brought: boolean,
  family: boolean,
): readonly Reading[] {
  const begins = !goesOn.has(head);
  return [
    ...(begins && surnames.length > 0 && before >= likely && length > 1 && length <= 3
      ? [{ size: length, cost: 24 }]
      : []),
    ...(family ? surnames.map((surname) => ({ size: surname.length, cost: 10 })) : []),
    ...(begins && brought && before >= certain && length > 1 && length <= 5 ? [{ size: length, cost: 36 }] : []),
  ];
}

/** 小王, 阿强; 小美 where something speaks for a person. */
const nicknames = (prefix: string, next: string, before: number): readonly Reading[] => [
  ...((surnameCosts.get(next) ?? unknown) <= usual ? [{ size: 2, cost: seldom + 12 }] : []),
  ...(before >= likely && isGivenCharacter(next) ? [{ size: 2, cost: seldom + 20 }] : []),
  ...(prefix === '阿' && isGivenCharacter(next) ? [{ size: 2, cost: seldom + 14 }] : []),
];

/** 这张, 一包, 三台: behind a number or a pronoun these family names count things. */
const counted = (text: string, at: number): boolean =>
  '张張车車包时段项單单家方双台管位白古'.includes(text[at] ?? ' ') &&
  /[这那一二两三四五六七八九十几每半整各某数\d]/.test(text[at - 1] ?? ' ');

/** A colon or a verb brings the name; a heading alone does not. */
const bringing = new Set(':：叫姓是为名人');
const isBrought = (text: string, at: number): boolean =>
  bringing.has(text[at - 1] ?? '') || (/\s/.test(text[at - 1] ?? '') && bringing.has(text[at - 2] ?? ''));

/** A name that fills what stands between signs: `，王芳，`. */
const edges = (text: string, start: number, end: number): number =>
  (han.test(text[start - 1] ?? '') ? 0 : 2) + (han.test(text[end] ?? '') ? 0 : 3);
const han = /\p{Script=Han}/u;

function fullNames(text: string, at: number, end: number, surname: string): readonly Reading[] {
  const family = seldom + (surnameCosts.get(surname) ?? unknown);
  return [1, 2].flatMap((count): readonly Reading[] => {
    const size = surname.length + count;
    if (at + size > end) return [];
    return [{ size, cost: family + givenCost([...text.slice(at + surname.length, at + size)]) }];
  });
}

/** 王女士, 欧阳老师, 秦总. */
function titled(text: string, at: number, end: number, surname: string): readonly Reading[] {
  if (!surnameCosts.has(surname)) return [];
  titles.lastIndex = at + surname.length;
  const title = titles.exec(text)?.[0];
  if (title === undefined || at + surname.length + title.length > end) return [];
  const cost = (surnameCosts.get(surname) ?? unknown) + (title.length > 1 ? 6 : 16);
  return [{ size: surname.length + title.length, cost }];
}

/** 小刘同学, 老王师傅. */
const titledNicknames = (text: string, at: number, end: number): readonly Reading[] =>
  titled(text, at + 1, end, text[at + 1] ?? '').map(({ size, cost }) => ({ size: size + 1, cost: cost + 8 }));

const foreignAt = (text: string, at: number, end: number): readonly Reading[] =>
  foreignBeginnings.has(text[at] ?? '')
    ? [2, 3, 4]
        .filter((size) => at + size <= end && foreign.has(text.slice(at, at + size)))
        .map((size) => ({ size, cost: seldom + 10 }))
    : [];
