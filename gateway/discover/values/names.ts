import { chineseName, dottedName } from '../../../plugins/masking/names/chinese.ts';

/** The surnames of nine in ten Chinese: a word that begins with another is seldom a name. */
const surnames: ReadonlySet<string> = new Set(
  '王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文庞樊兰殷施陶洪翟安颜倪严牛温芦季俞章鲁葛伍韦申尤毕聂丛焦向柳邢路岳齐梅莫庄辛管祝左涂谷祁时舒耿牟卜詹关苗凌费纪靳盛童欧甄项曲成游阳裴席卫查屈鲍位覃霍翁隋植甘景薄单包司柏宁柯阮桂闵欧阳解强柴华车冉房边陳張劉楊黃吳趙孫馬羅鄭謝韓馮蕭鄧許傅蔣賈葉閻鍾譚鄒陸龍萬錢湯賀賴龔',
);

/** Words that are built like a name and are none: places, roles, states. */
const others = /[省市县区镇村路街号店厅部科室组员长司行院校级类型款品号码的是否已未男女]$/u;

/** Whether a text is built as the name of a Chinese person is. */
export const isChineseName = (text: string): boolean =>
  dottedName(text) !== undefined ||
  (chineseName(text) !== undefined && surnames.has([...text][0] ?? '') && !others.test(text));

/** Whether a text is built as a Western name is: two to four capitalised words, and nothing else. */
export const isWesternName = (text: string): boolean =>
  /^(?:\p{Lu}[\p{Ll}'’-]+\.?|\p{Lu}\.|van|von|de|da|di|der|den|la|le|bin|al)(?: (?:\p{Lu}[\p{L}'’-]*\.?|van|von|de|da|di|der|den|la|le|bin|al)){1,3}$/u.test(
    text,
  );
