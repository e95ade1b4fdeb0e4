/** The languages of a report. */
export const languages = ['en', 'zh'] as const;
export type Language = (typeof languages)[number];

const english = {
  title: 'How unique are people by what is shown?',
  who: 'Who sees it',
  purpose: 'Purpose',
  measured: 'Measured',
  policy: 'Policy',
  rows: (rows: string) => `${rows} rows`,
  sample: (read: string, rows: string) => `${read} of ${rows} rows, chosen by chance`,
  people: (people: string) => `about ${people} people`,
  alone: 'stand alone',
  aloneLong: 'rows that no other person shares (k = 1)',
  belowFive: 'rows that fewer than 5 people share',
  belowEleven: 'rows that fewer than 11 people share',
  prosecutor: 'prosecutor',
  prosecutorLong: 'the most unlucky one, to somebody who knows that they are in the data',
  journalist: 'journalist',
  journalistLong: (population: string) =>
    `the same to somebody who does not know who is in it, among ${population} people`,
  journalistSame: 'as the prosecutor at most: name the `--population` of whom the view shows some',
  marketer: 'marketer',
  marketerLong: 'rows that somebody who knows everybody names rightly, in the mean',
  groups: 'How many people share what a row shows, by share of rows',
  group: (from: number, to: number | undefined) =>
    to === undefined ? `${from} or more` : from === to ? `${from}` : `${from}–${to}`,
  fields: 'What singles out most, and what would help',
  field: 'field',
  shown: 'shown as',
  together: 'all together',
  only: 'alone by it only',
  without: 'alone without it',
  step: 'one step up the ladder',
  stepped: 'alone then',
  unmeasured: 'not measured',
  left: 'Not in these numbers',
  ids: 'Ids, which nobody outside knows',
  surrogates: 'Surrogates, which tell nothing but equality',
  withheld: 'Withheld',
  toMany: 'Rows below each row, of which more are shown: together they make people more unique than this says',
  beyond: 'What lies beyond what a row refers to',
  sampled:
    'Only some rows were read. Fewer rows share less, so that more of them seem alone than are: shares of small groups and the marketer are upper bounds for all rows, and the error is that of chance.',
  kept: (share: string) =>
    `There are more groups than are kept: the numbers rest on ${share} of them, chosen by chance.`,
  nothing: 'This view reads no row: there is nothing to measure, or rows depend on who asks.',
  explained:
    'A prosecutor looks for one person whom they know to be in the data; a journalist for anybody, to show that it can be done; a marketer for as many as possible. Values were compared by keyed marks, and none was kept.',
};

export type Words = typeof english;

const chinese: Words = {
  title: '从所见内容看，个人有多独特？',
  who: '谁在看',
  purpose: '目的',
  measured: '测量时间',
  policy: '策略',
  rows: (rows) => `${rows} 行`,
  sample: (read, rows) => `${rows} 行中随机抽取 ${read} 行`,
  people: (people) => `约 ${people} 人`,
  alone: '独一无二',
  aloneLong: '没有其他人与之相同的行（k = 1）',
  belowFive: '相同者少于 5 人的行',
  belowEleven: '相同者少于 11 人的行',
  prosecutor: '检察官风险',
  prosecutorLong: '攻击者知道某人在数据中时，最不利者被认出的概率',
  journalist: '记者风险',
  journalistLong: (population) => `攻击者不知道谁在数据中（总体 ${population} 人）时的同一概率`,
  journalistSame: '至多等于检察官风险；请用 `--population` 给出总体人数',
  marketer: '营销者风险',
  marketerLong: '认识所有人的攻击者平均能正确认出的行',
  groups: '与某行所见内容相同的人数（按行所占比例）',
  group: (from, to) => (to === undefined ? `${from} 及以上` : from === to ? `${from}` : `${from}–${to}`),
  fields: '最能区分个人的字段，以及改进办法',
  field: '字段',
  shown: '显示方式',
  together: '合计',
  only: '仅凭它独一无二',
  without: '去掉后独一无二',
  step: '阶梯上更严一级',
  stepped: '届时独一无二',
  unmeasured: '未测量',
  left: '未计入以上数字',
  ids: '标识符，外人无从得知',
  surrogates: '代号，只表明是否相等',
  withheld: '不予显示',
  toMany: '每行之下另有多行可见：合在一起会使个人比以上数字更独特',
  beyond: '所引用记录之外的内容',
  sampled:
    '只读取了部分行。行数越少，相同者越少，看上去独一无二的就越多：小组比例与营销者风险对全部行而言是上限，误差为抽样误差。',
  kept: (share) => `组数超过可保留的数量：以上数字基于随机保留的 ${share} 的组。`,
  nothing: '此视图读不到任何行：没有可测量的内容，或可见行取决于提问者本人。',
  explained:
    '检察官要找的是一个已知在数据中的人；记者随便找到谁都行，只为证明可行；营销者想认出尽可能多的人。比较时只用带密钥的标记，未保留任何值。',
};

export const wordsOf: Readonly<Record<Language, Words>> = { en: english, zh: chinese };
