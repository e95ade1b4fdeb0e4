/** The languages in which the files explain themselves. */
export const languages = ['en', 'zh'] as const;
export type Language = (typeof languages)[number];

/** What people read in the files that are written. */
export interface FileWords {
  readonly catalogue: readonly string[];
  readonly policy: {
    readonly head: readonly string[];
    readonly tiers: readonly string[];
    readonly purposes: readonly string[];
    readonly roles: readonly string[];
    readonly lookup: readonly string[];
    readonly ladders: readonly string[];
    readonly limits: string;
    readonly audit: string;
  };
  readonly descriptions: Readonly<Record<'support' | 'analyst' | 'auditor' | 'customer-support' | 'analytics', string>>;
  readonly reads: Readonly<Record<'support' | 'analyst' | 'auditor', readonly string[]>>;
  readonly gateway: {
    readonly head: readonly string[];
    readonly trial: readonly string[];
    readonly data: readonly string[];
    readonly store: (variable: string) => readonly string[];
    readonly api: readonly string[];
    readonly issuer: readonly string[];
    readonly own: readonly string[];
    readonly keys: readonly string[];
    readonly ledger: readonly string[];
    readonly query: readonly string[];
  };
}

const en: FileWords = {
  catalogue: [
    'What was found in the store, and what it is thought to be. A column that is not here does not exist for anybody.',
    'Each field says why it is what it is, and how sure that is. What says "review" is of the tier `unreviewed`, which nobody',
    'reaches: look at it, say what it is (semantic), and give it `general` (of nobody), `internal` (personal) or `confidential`.',
  ],
  policy: {
    head: [
      'Who may see what. Nothing is open that is not opened here. A start: read it, and make it yours.',
      '`scrim check` says what is wrong with it, `scrim who Entity.field` who sees a field, `scrim explain` why.',
    ],
    tiers: [
      'From the least to the most sensitive: of nobody, personal, sensitive, and what nobody has looked at yet. No role and no',
      'purpose below reaches the last one.',
    ],
    purposes: [
      'Why data may be read. `tier` is the most sensitive one that a purpose may ever touch, `categories` the kinds it is for.',
    ],
    roles: [
      'A grant is a whole: for these purposes, these fields at this disclosure, on these rows (all, unless it says).',
      'Fields are named as Entity.field, Entity.*, tier:T, category:C or semantic:S. What is in no list is not in the schema.',
      '  clear: the value    reduced: a part of the truth    replaced: a surrogate    withheld: null, and the answer says why',
    ],
    lookup: [
      'Find the one record whose full value somebody tells: give its entity a root `lookup` in the catalogue, then',
      'lookup: [Customer.phone]',
      'lookupQuota: { times: 200, per: day }',
      'Only some rows: `rows: { Order: { status: [PAID, SENT] } }`.',
    ],
    ladders: [
      'For each semantic type and disclosure its techniques, from the most telling to the least; the first is the default. These',
      'are the usual ones for what was found. `scrim mask --list` shows all, `scrim mask "keep-last(2)" 15400001234` tries one.',
    ],
    limits: 'How large one operation may be.',
    audit: 'Refusals and answers alike; there is no way to read without a record.',
  },
  descriptions: {
    support: 'Customer service.',
    analyst: 'Analytics.',
    auditor: 'Auditor: reads the record and the rules, and no customer.',
    'customer-support': 'Answer a customer who contacts us.',
    analytics: 'Understand how our customers behave as a whole.',
  },
  reads: {
    support: ['Knows whom it talks to, and makes sure by the end of a number.'],
    analyst: ['Sees everybody and knows nobody: ids are surrogates, names and contacts withheld, dates reduced.'],
    auditor: [],
  },
  gateway: {
    head: ['How the gateway runs. ${NAME} is replaced from the environment, ${NAME:-default} with a default.'],
    trial: [
      'Trying it out: an issuer of its own and a chooser of roles in GraphiQL. Whoever is on this machine gets a token; others',
      'cannot reach it. Before they may: name your own issuer and a root key below, and set `demo: false`.',
    ],
    data: ['The record, and the keys of the trial. Not for a repository.'],
    store: (variable) => [
      `The account needs no more than to select. Its address comes from ${variable}; no password is in a file.`,
    ],
    api: [
      'How the API is read, guessed from its description: look at what says "review". docs/rest-stores.md explains each key.',
      'Its account needs no more than to read; no secret is in a file.',
    ],
    issuer: ['Who may say who calls. `scrim token ROLE --config DIR` prints a token of the trial.'],
    own: [
      'Your own, instead of it: what signs your tokens, and what it may say.',
      '- issuer: https://login.example.com/',
      '  audience: scrim',
      '  jwks: https://login.example.com/.well-known/jwks.json',
      '  algorithms: [RS256]',
      '  claims: { roles: roles }',
    ],
    keys: [
      'The root key, from which all others come. The trial makes one in the data folder. Your own: `openssl rand -hex 32`, then',
      '- { id: k1, env: SCRIM_ROOT_KEY }',
    ],
    ledger: ['Append-only files, for one process. For replicas: { kind: postgres, url: "${LEDGER_URL}" }'],
    query: ['Choose above who you are and why you ask:', 'the same query is answered differently.'],
  },
};

const zh: FileWords = {
  catalogue: [
    '在库中发现了什么，以及认为它是什么。不在这里的列，对任何人都不存在。',
    '每个字段都说明为什么这样认为、有多大把握。标有 "review" 的属于 `unreviewed` 级，谁也够不到：',
    '请查看它，写明它是什么（semantic），再改为 `general`（不涉及个人）、`internal`（个人信息）或 `confidential`（敏感）。',
  ],
  policy: {
    head: [
      '谁可以看什么。这里没有开放的，一概不开放。这只是起点：请读一遍，改成您自己的。',
      '`scrim check` 指出其中的错误，`scrim who 实体.字段` 列出谁看得到，`scrim explain` 说明为什么。',
    ],
    tiers: ['从最不敏感到最敏感：不涉及个人、个人信息、敏感信息、尚无人查看。下面的角色和目的都够不到最后一级。'],
    purposes: ['为什么可以读取数据。`tier` 是该目的最多可触及的级别，`categories` 是它所需的数据种类。'],
    roles: [
      '授权是一个整体：为这些目的，对这些字段给到这种程度，限于这些行（不写则为全部）。',
      '字段写作 Entity.field、Entity.*、tier:T、category:C 或 semantic:S。不在任何一行中的，模式里就没有。',
      '  clear：原值    reduced：只给一部分    replaced：替代值    withheld：null，并在答复中说明原因',
    ],
    lookup: [
      '按客户报出的完整值找到那一条记录：先在目录中给该实体一个 `lookup` 入口，然后',
      'lookup: [Customer.phone]',
      'lookupQuota: { times: 200, per: day }',
      '只给部分行：`rows: { Order: { status: [PAID, SENT] } }`。',
    ],
    ladders: [
      '每种语义类型、每种程度所用的技术，从透露最多到最少；第一个为默认。以下是所发现类型的常用阶梯。',
      '`scrim mask --list` 列出全部技术，`scrim mask "keep-last(2)" 15400001234` 可试一种。',
    ],
    limits: '一次操作可以多大。',
    audit: '拒绝与答复一样入账；没有不留记录的读取。',
  },
  descriptions: {
    support: '客服。',
    analyst: '分析。',
    auditor: '审计员：读记录与规则，不读客户。',
    'customer-support': '答复与我们联系的客户。',
    analytics: '了解客户整体的行为。',
  },
  reads: {
    support: ['知道对方是谁，并凭号码末尾核对。'],
    analyst: ['看到所有人，却不认识任何人：标识为替代值，姓名与联系方式不予显示，日期被精简。'],
    auditor: [],
  },
  gateway: {
    head: ['网关如何运行。${NAME} 取自环境变量，${NAME:-default} 另有默认值。'],
    trial: [
      '试用：自带令牌签发方，GraphiQL 中可选择角色。在本机上的任何人都能得到令牌，其他机器够不到。',
      '供他人使用之前：在下面写上您自己的签发方和根密钥，并设 `demo: false`。',
    ],
    data: ['记录，以及试用的密钥。不要放进代码仓库。'],
    store: (variable) => [`账号只需能 select。地址取自 ${variable}；文件中没有密码。`],
    api: [
      '如何读取该 API，由其描述推断：请查看标有 "review" 的各行。各键见 docs/rest-stores.zh-CN.md。',
      '账号只需能读取；文件中没有密钥。',
    ],
    issuer: ['谁可以说明调用者是谁。`scrim token 角色 --config DIR` 打印一个试用令牌。'],
    own: [
      '换成您自己的：由谁签发令牌，它可以断言什么。',
      '- issuer: https://login.example.com/',
      '  audience: scrim',
      '  jwks: https://login.example.com/.well-known/jwks.json',
      '  algorithms: [RS256]',
      '  claims: { roles: roles }',
    ],
    keys: [
      '根密钥，其他密钥都由它派生。试用时在数据文件夹中生成。您自己的：`openssl rand -hex 32`，然后',
      '- { id: k1, env: SCRIM_ROOT_KEY }',
    ],
    ledger: ['只追加的文件，供单个进程使用。多副本请用：{ kind: postgres, url: "${LEDGER_URL}" }'],
    query: ['在上方选择您是谁、为什么查询：', '同一个查询，答复各不相同。'],
  },
};

export const fileWords: Readonly<Record<Language, FileWords>> = { en, zh };
