import type { Language } from './words.ts';

/** What the command says on the way, and asks. */
export interface SaidWords {
  readonly folder: string;
  readonly store: string;
  readonly sample: string;
  readonly write: (folder: string) => string;
  readonly yes: RegExp;
  readonly notYesOrNo: string;
  readonly badStore: string;
  readonly stopped: string;
  readonly wrote: (folder: string) => string;
  readonly wrong: string;
  readonly startIt: string;
  readonly setIt: (variable: string) => string;
  readonly unasked: (variables: string) => string;
  readonly setAll: string;
  readonly askIt: string;
  readonly browse: (address: string) => string;
  readonly nothingOpen: string;
  readonly next: string;
  readonly review: (count: number, folder: string) => string;
  readonly policy: (folder: string) => string;
  readonly keyed: string;
}

const en: SaidWords = {
  folder: 'Which folder shall hold the configuration?',
  store: 'How shall the store be called?',
  sample: 'Look at a few rows of each table, to be surer of what columns are? Nothing of them is kept or shown. (y/n)',
  write: (folder) => `Write catalogue.yaml, policy.yaml and gateway.yaml into ${folder}? (y/n)`,
  yes: /^(?:y|yes)$/i,
  notYesOrNo: 'y or n',
  badStore: 'lower-case letters, digits and `-`, a letter first, 40 at most',
  stopped: 'stopped; nothing was written',
  wrote: (folder) =>
    `wrote catalogue.yaml, policy.yaml and gateway.yaml into ${folder}; checking them, and the store beside them`,
  wrong: 'the check found errors: they stand above. Mend the files, and check again:',
  startIt: 'Start it:',
  setIt: (variable) => `with the address of the store in ${variable}, in both shells:`,
  unasked: (variables) => `the API itself is asked once ${variables} are set`,
  setAll: 'with what the API wants to know set, in both shells:',
  askIt: 'Ask it, in a second shell:',
  browse: (address) => `or open ${address} in a browser, and choose who you are.`,
  nothingOpen: 'Nothing is open yet: discovery is sure of no column. Look at those that are marked.',
  next: 'Then:',
  review: (count, folder) =>
    `${count === 1 ? '1 column waits' : `${count} columns wait`} for somebody to look at, marked "review" in ${folder}`,
  policy: (folder) => `make the rules yours: ${folder}`,
  keyed: 'large tables want an index, since whoever counts gets rows in a keyed order:',
};

const zh: SaidWords = {
  folder: '配置放在哪个文件夹？',
  store: '这个库叫什么？',
  sample: '要看每张表的若干行，以便更有把握地判断各列吗？不保存、也不显示任何内容。(y/n)',
  write: (folder) => `把 catalogue.yaml、policy.yaml 和 gateway.yaml 写入 ${folder} 吗？(y/n)`,
  yes: /^(?:y|yes|是)$/i,
  notYesOrNo: '请答 y 或 n',
  badStore: '小写字母、数字和 `-`，以字母开头，最多 40 个',
  stopped: '已停止；没有写入任何东西',
  wrote: (folder) => `已把 catalogue.yaml、policy.yaml 和 gateway.yaml 写入 ${folder}；正在检查它们，并与库对照`,
  wrong: '检查发现错误，见上。请改正文件后再查：',
  startIt: '启动：',
  setIt: (variable) => `两个终端里都要把库的地址放在 ${variable} 中：`,
  unasked: (variables) => `设置 ${variables} 之后才会真正访问该 API`,
  setAll: '两个终端里都要先设置该 API 所需的内容：',
  askIt: '在另一个终端里提问：',
  browse: (address) => `或用浏览器打开 ${address} ，选择您是谁。`,
  nothingOpen: '尚未开放任何内容：没有一列能够确定。请查看标出的各列。',
  next: '接下来：',
  review: (count, folder) => `有 ${count} 列等人查看：${folder} 中标有 "review" 的各行`,
  policy: (folder) => `把规则改成您自己的：${folder}`,
  keyed: '分析人员所见的行按带密钥的次序排列，大表需要索引：',
};

export const saidWords: Readonly<Record<Language, SaidWords>> = { en, zh };
