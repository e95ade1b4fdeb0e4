import type { Technique } from '../../plugins/masking/technique.ts';
import type { Semantic } from '../../schema/terms/semantics/semantic.ts';

/** What a document about the table says around it, in one language. */
export interface Words {
  readonly intro: readonly string[];
  readonly head: readonly string[];
  readonly sections: readonly {
    readonly disclosure: Technique['disclosure'];
    readonly title: string;
    readonly text: string;
  }[];
  readonly defaults: readonly string[];
  readonly ladders: readonly string[];
  readonly combination: readonly string[];
  readonly yes: string;
  readonly no: string;
  readonly summary: (technique: Technique) => string;
  readonly avoid: (technique: Technique) => string;
  readonly label: (semantic: Semantic) => string;
  /** What is left, where that is no number. */
  readonly phrase: (left: string) => string;
}

export const english: Words = {
  intro: [
    '# Techniques',
    '',
    'What a value can become. This page is made of the table that the gateway runs (`npm run techniques`). Every technique takes',
    'any value: one that does not fit its format is null, and counted, never passed through. What is not told by a technique is',
    'not in what comes out: a suite holds each of them to that.',
    '',
    'Try one on values of your own; without a value it reads lines:',
    '',
    '```sh',
    'scrim mask "keep(3, 4)" 15400001234 --json',
    'scrim mask --list',
    '```',
    '',
    '*Leaves* counts what the original could still be, for the example. *Back* says whether the same recipient can send the',
    'surrogate as an argument. *Uses* are what filters, orders and groups may still do with the field.',
  ],
  head: ['technique', 'what it gives', 'example', 'leaves', 'back', 'uses', 'not for'],
  sections: [
    { disclosure: 'reduced', title: 'Reduced: a part of the truth', text: 'Something true, but less.' },
    {
      disclosure: 'replaced',
      title: 'Replaced: a surrogate',
      text: 'Nothing but equality and format, under a key of the recipient: another recipient has others. The examples are made with a key that everybody has.',
    },
    { disclosure: 'withheld', title: 'Withheld: nothing', text: 'Null, with its reason.' },
  ],
  defaults: [
    '## The ladders of semantic types',
    '',
    'A policy need not write a ladder for these: where it writes none, this one holds. One that it writes is whole, nothing is',
    'added to it. What has no reduced form is withheld where a grant says `reduced`.',
  ],
  ladders: ['semantic type', 'what it is', 'reduced', 'replaced'],
  combination: [
    '## Two half masks make a whole',
    '',
    'A view shows more than one field, and one field may be shown in more than one way: under another purpose, by another grant.',
    '`scrim check` puts together all that a role or an agreement sees, works out how many values are left of each field that it',
    'shows nowhere in clear, and says how:',
    '',
    '```text',
    'role `desk` can work out `Customer.nationalId`: `Customer.nationalId` by `id-number(6, 2)`, `Customer.birthDate` in clear',
    'leave about 9 (1 district × 1 day × 100 sequence numbers × 1/11 by the check digit)',
    '```',
    '',
    'Fewer than `candidates.refuse` (10) is an error, fewer than `candidates.warn` (100,000) a warning. Two roles that one person',
    'may have are looked at together as well; of them it warns.',
    '',
    'It knows: id numbers beside birth date, age and gender; names by their parts; the two ends of a number; places in an address;',
    'grids that cut each other, and noise under two keys. What people know from elsewhere it does not.',
  ],
  yes: 'yes',
  no: 'no',
  summary: ({ summary }) => summary,
  avoid: ({ avoid }) => avoid,
  label: ({ en }) => en,
  phrase: (left) => left,
};

const phrases: Readonly<Record<string, string>> = {
  all: '全部',
  'itself, or all beyond a bound': '界内为其本身，界外为全部',
  'every address of that city': '该市的所有地址',
  'every address of that domain': '该域名的所有地址',
  'every address of that domain with that first letter': '该域名中同首字母的所有地址',
  'everybody of that family name': '同姓的所有人',
  'everybody of that given name': '同名的所有人',
  'everybody of those initials': '首字母相同的所有人',
  'every number of that country': '该国的所有号码',
  'every number of that format': '该格式的所有号码',
  'every code of that format': '该格式的所有代码',
  'every code of that post district': '该邮区的所有邮编',
  'every moment of that day': '当天的任何时刻',
  'every value of that length': '该长度的所有值',
  'every value that begins so': '以此开头的所有值',
  'every address of that path': '该路径的所有网址',
  'everybody with that browser': '使用该浏览器的所有人',
  'whatever was not named': '未列出的一切',
  'as many as the text leaves open': '取决于文本',
};

export const chinese: Words = {
  intro: [
    '# 脱敏技术',
    '',
    '一个值可以变成什么。本页由网关运行的技术表生成（`npm run techniques`）。每种技术接受任何值：不符合格式的变为空值并计数，',
    '绝不原样放行。技术没有说明会透露的内容，不会出现在结果里：有一套测试逐一检验。',
    '',
    '用自己的值试一试；不给值时逐行读取标准输入：',
    '',
    '```sh',
    'scrim mask "keep(3, 4)" 15400001234 --json',
    'scrim mask --list',
    '```',
    '',
    '*剩余* 是就示例而言原值仍可能有多少种。*可还原* 指同一接收方能否把替代值作为参数传回。*用途* 指筛选、排序、分组还能做什么。',
  ],
  head: ['技术', '结果', '示例', '剩余', '可还原', '用途', '不适用'],
  sections: [
    { disclosure: 'reduced', title: '`reduced`：部分真实', text: '真实，但更少。' },
    {
      disclosure: 'replaced',
      title: '`replaced`：替代值',
      text: '只透露相等与格式，使用接收方的密钥：不同接收方的替代值互不相同。示例使用人人都有的密钥。',
    },
    { disclosure: 'withheld', title: '`withheld`：什么也没有', text: '空值，并说明原因。' },
  ],
  defaults: [
    '## 语义类型的默认阶梯',
    '',
    '策略不必为这些类型写阶梯：没有写的，用这里的。写了的就是完整的，不再补充。没有 `reduced` 形式的，授权写 `reduced` 时为空值。',
  ],
  ladders: ['语义类型', '含义', 'reduced', 'replaced'],
  combination: [
    '## 两个半遮合成一个全貌',
    '',
    '一个视图不止显示一个字段，一个字段也可能以不止一种方式显示：另一个目的、另一个授权。`scrim check` 把一个角色或协议看到的一切放在一起，',
    '算出每个从不以明文显示的字段还剩多少种可能，并写出算式：',
    '',
    '```text',
    'role `desk` can work out `Customer.nationalId`: `Customer.nationalId` by `id-number(6, 2)`, `Customer.birthDate` in clear',
    'leave about 9 (1 district × 1 day × 100 sequence numbers × 1/11 by the check digit)',
    '```',
    '',
    '少于 `candidates.refuse`（10）为错误，少于 `candidates.warn`（100,000）为警告。同一人可能兼有的两个角色也放在一起看，只给警告。',
    '',
    '它了解：身份证号与出生日期、年龄、性别；姓名的各部分；号码的两端；地址中的地名；互相切割的区间，以及两把密钥下的噪声。人们从别处得知的，它不知道。',
  ],
  yes: '是',
  no: '否',
  summary: ({ chinese: { summary } }) => summary,
  avoid: ({ chinese: { avoid } }) => avoid,
  label: ({ zh }) => zh,
  phrase: (left) => {
    const said = phrases[left];
    if (said === undefined) throw new Error(`say \`${left}\` in Chinese`);
    return said;
  },
};
