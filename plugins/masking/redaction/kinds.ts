/** What a find is called: in `findSpans`, and in the text that replaces it, English and Chinese. */
interface KindFacts {
  readonly type: SpanType;
  readonly english: string;
  readonly chinese: string;
}

/** What a span of free text is. An IBAN is a `CARD`, as in the labelled data that others measure by. */
export type SpanType =
  | 'NAME'
  | 'PHONE'
  | 'EMAIL'
  | 'ID_NUMBER'
  | 'CARD'
  | 'ACCOUNT'
  | 'ADDRESS'
  | 'PLATE'
  | 'CREDIT_CODE'
  | 'IP'
  | 'MAC'
  | 'URL'
  | 'BIRTH_DATE'
  | 'USERNAME'
  | 'OTHER';

/** Each kind: its type, and its word in the language around it. */
export const kinds = {
  name: { type: 'NAME', english: 'name', chinese: '姓名' },
  phone: { type: 'PHONE', english: 'phone', chinese: '电话' },
  email: { type: 'EMAIL', english: 'email', chinese: '邮箱' },
  id: { type: 'ID_NUMBER', english: 'id', chinese: '证件号' },
  card: { type: 'CARD', english: 'card', chinese: '卡号' },
  iban: { type: 'CARD', english: 'iban', chinese: '银行账号' },
  account: { type: 'ACCOUNT', english: 'account', chinese: '账号' },
  address: { type: 'ADDRESS', english: 'address', chinese: '地址' },
  plate: { type: 'PLATE', english: 'plate', chinese: '车牌' },
  credit: { type: 'CREDIT_CODE', english: 'credit code', chinese: '信用代码' },
  ip: { type: 'IP', english: 'ip', chinese: 'IP' },
  mac: { type: 'MAC', english: 'mac', chinese: 'MAC' },
  url: { type: 'URL', english: 'url', chinese: '链接' },
  birth: { type: 'BIRTH_DATE', english: 'birth date', chinese: '出生日期' },
  username: { type: 'USERNAME', english: 'username', chinese: '用户名' },
  redacted: { type: 'OTHER', english: 'redacted', chinese: '已隐去' },
} as const satisfies Readonly<Record<string, KindFacts>>;

export type Kind = keyof typeof kinds;
