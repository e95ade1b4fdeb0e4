/** Chinese family names by how many bear them: the cost of each line as in `chinese-lexicon.ts`. Traditional forms stand beside. */
const byCost: readonly (readonly [cost: number, characters: string])[] = [
  [5, '王李张刘陈張劉陳'],
  [8, '杨赵黄周吴徐孙胡朱高林何郭马罗楊趙黃吳孫馬羅'],
  [
    9,
    '梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤鄭謝韓馮鄧許呂蘇盧蔣賈葉閻鍾鐘譚鄒陸顧龍萬錢湯肖闫',
  ],
  [
    11,
    '尹黎易常武乔贺赖龚文庞樊兰殷施陶洪翟安颜倪严牛温芦季俞章鲁葛伍韦申尤毕聂丛焦柳邢路岳齐梅莫庄辛管祝左涂谷祁时舒耿牟卜詹关苗凌费纪靳盛童欧甄项曲成游阳裴席卫查屈鲍位覃霍翁隋植甘景薄单包司柏宁柯阮桂闵解强柴华车冉房边喬賀賴龔龐蘭顏嚴溫魯韋畢聶叢齊莊塗關費紀歐項陽衛單寧閔華車邊',
  ],
  [
    13,
    '辜吉饶刁瞿戚丘古米池滕晋苑邬臧畅宫苟全褚廉简娄盖符奚木穆党燕郎邸冀谈姬屠连郜晏栾郁商蒙计喻揭窦迟宇敖糜鄢冷卓花仇艾蓝都巩稽井练仲乐虞卞封竺冼原官衣楚佟栗匡宗应台巫鞠僧桑荆谌银扬明沙伏岑习胥保蔺水云昌凤郗仰秋伊斗厉戎祖幸韶印宿怀蒲从鄂咸池能苍双闻莘贡劳逄宰郦雍璩濮寿扈浦尚农别阎茹宦鱼容慎戈庾暨居衡步满弘寇广东沃利蔚越夔隆师厍晁勾融那空曾养须丰蒯相红游权盖益桓仝佘亓邝麦帅敬朴权来母洛热爱玉真睢税笪线罕肇英茅衷要訾赫钞铁门雒青风飞骆黑揣斯朗揭邰郏阚鄞邴隗逯鹿禚昝战庹湛粟綦谯郄麴楚檀琚盖闪泮种呼亢仉佴狄缪咎阴郇闾繆藺瞿褟饒婁應雲喬詹簡鄔關蔺厲藍',
  ],
  [16, '向代由但候信修展岩巴尧宛寻旷智未澹生直矫硕撖撒后和家通终暨都对国平路公说'],
];

const compound =
  '欧阳 歐陽 司马 司馬 诸葛 諸葛 上官 司徒 夏侯 皇甫 尉迟 尉遲 公孙 公孫 慕容 令狐 宇文 长孙 長孫 轩辕 軒轅 端木 独孤 獨孤 南宫 南宮 东方 東方 西门 西門 司空 百里 呼延 申屠 太史 闻人 聞人 东郭 東郭 濮阳 濮陽 澹台 澹臺 赫连 赫連 钟离 鍾離 淳于 单于 單于 公冶 宗政 仲孙 仲孫 鲜于 鮮于 闾丘 閭丘 拓跋 完颜 完顏 公羊 谷梁 穀梁 乐正 樂正 梁丘 左丘 叶赫 那拉 爱新 纳兰';
/** Two-character family names that are places and directions far more often. */
const doubtful = new Set([
  '东方',
  '東方',
  '西门',
  '西門',
  '百里',
  '南宫',
  '南宮',
  '司空',
  '太史',
  '上官',
  '单于',
  '端木',
]);

/** A family name and what it costs; nothing where it is none. */
export const surnameCosts: ReadonlyMap<string, number> = new Map([
  ...byCost.toReversed().flatMap(([cost, characters]) => [...characters].map((one) => [one, cost] as const)),
  ...compound.split(' ').map((one) => [one, doubtful.has(one) ? 18 : 12] as const),
]);
