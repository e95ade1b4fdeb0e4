import { nothing, type Semantics, text, token } from './semantic.ts';

const dates: Semantics[string]['ladder'] = { reduced: ['month', 'quarter', 'year'] };

/** Who somebody is, and what they are like. GDPR Art. 9 and GB/T 45574 have no reduced form: a bit of it is all of it. */
export const people: Semantics = {
  'person-name': {
    en: 'name',
    zh: '姓名',
    types: text,
    ladder: { reduced: ['family-name'], replaced: ['pseudonym'] },
  },
  'family-name': { en: 'family name', zh: '姓', types: text, values: 5000, ladder: token },
  'given-name': { en: 'given name', zh: '名', types: text, values: 50_000, ladder: token },
  username: { en: 'user name', zh: '用户名', types: text, ladder: token },
  'birth-date': {
    en: 'date of birth',
    zh: '出生日期',
    types: ['Date', 'DateTime'],
    values: 36_525,
    ladder: { reduced: ['year', 'year-band(5)', 'year-band(10)'] },
  },
  age: { en: 'age', zh: '年龄', types: ['Int'], values: 120, ladder: { reduced: ['age-band(5)', 'age-band(10)'] } },
  gender: { en: 'gender', zh: '性别', types: ['Enum', 'String'], values: 3, ladder: nothing },
  nationality: { en: 'nationality', zh: '国籍', types: text, values: 200, ladder: nothing },
  ethnicity: { en: 'ethnicity', zh: '民族', types: text, values: 56, ladder: nothing },
  religion: { en: 'religion', zh: '宗教信仰', types: text, values: 20, ladder: nothing },
  'marital-status': { en: 'marital status', zh: '婚姻状况', types: ['Enum', 'String'], values: 6, ladder: nothing },
  'sexual-orientation': { en: 'sexual orientation', zh: '性取向', types: text, values: 6, ladder: nothing },
  'political-opinion': { en: 'political opinion', zh: '政治面貌', types: text, values: 20, ladder: nothing },
  'trade-union': { en: 'trade union membership', zh: '工会会员身份', types: text, values: 100, ladder: nothing },
  education: { en: 'education', zh: '学历', types: text, values: 20, ladder: nothing },
  occupation: { en: 'occupation', zh: '职业', types: text, values: 2000, ladder: nothing },
  employer: { en: 'employer', zh: '工作单位', types: text, ladder: token },
  health: { en: 'health', zh: '健康状况', types: text, ladder: nothing },
  biometric: { en: 'biometric data', zh: '生物识别信息', types: text, ladder: nothing },
  genetic: { en: 'genetic data', zh: '基因信息', types: text, ladder: nothing },
  'criminal-record': { en: 'criminal record', zh: '犯罪记录', types: text, ladder: nothing },
  date: { en: 'date', zh: '日期', types: ['Date'], ladder: dates },
  datetime: { en: 'date and time', zh: '日期时间', types: ['DateTime'], ladder: { reduced: ['day', 'month', 'year'] } },
  moment: { en: 'moment', zh: '时间', types: ['DateTime', 'Date'], ladder: { reduced: ['month', 'year'] } },
};
