import { nothing, type Semantics, text, token } from './semantic.ts';

const numbers = ['Decimal', 'Int', 'BigInt', 'Float'] as const;
const coarse = { reduced: ['round(100)'] } as const;

/** Accounts and amounts. */
export const money: Semantics = {
  'bank-card': {
    en: 'bank card number',
    zh: '银行卡号',
    types: text,
    values: 1e15,
    ladder: { reduced: ['keep-last(4)'], replaced: ['pseudonym'] },
  },
  'bank-account': {
    en: 'bank account number',
    zh: '银行账号',
    types: text,
    values: 1e10,
    ladder: { reduced: ['keep-last(4)'], replaced: ['pseudonym'] },
  },
  iban: {
    en: 'IBAN',
    zh: '国际银行账号',
    types: text,
    values: 1e12,
    ladder: { reduced: ['iban'], replaced: ['pseudonym'] },
  },
  'card-security-code': {
    en: 'card security code',
    zh: '银行卡安全码',
    types: text,
    values: 1000,
    secret: true,
    ladder: nothing,
  },
  salary: { en: 'salary', zh: '工资', types: numbers, ladder: { reduced: ['bucket(1000)', 'bucket(5000)'] } },
  amount: { en: 'amount', zh: '金额', types: numbers, ladder: coarse },
  balance: { en: 'balance', zh: '余额', types: numbers, ladder: { reduced: ['bucket(1000)', 'bucket(10000)'] } },
  price: { en: 'price', zh: '价格', types: numbers, ladder: nothing },
  currency: { en: 'currency', zh: '币种', types: text, values: 180, ladder: nothing },
  quantity: { en: 'quantity', zh: '数量', types: ['Int', 'BigInt', 'Decimal'], ladder: { reduced: ['bucket(10)'] } },
  'credit-score': {
    en: 'credit score',
    zh: '信用评分',
    types: ['Int'],
    values: 1000,
    ladder: { reduced: ['bucket(50)'] },
  },
  'order-number': { en: 'order number', zh: '订单号', types: text, ladder: token },
};
