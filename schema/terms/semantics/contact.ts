import { nothing, type Semantics, text, token } from './semantic.ts';

const number: Semantics[string]['ladder'] = { reduced: ['keep-last(4)', 'keep-last(2)'], replaced: ['fpe'] };
const degrees: Semantics[string]['ladder'] = { reduced: ['grid(1)', 'grid(0)'] };

/** How somebody is reached, and where they are. */
export const contact: Semantics = {
  phone: { en: 'mobile phone number', zh: '手机号', types: text, values: 7e9, ladder: number },
  landline: { en: 'landline number', zh: '固定电话', types: text, values: 1e10, ladder: number },
  email: {
    en: 'e-mail address',
    zh: '电子邮箱',
    types: text,
    ladder: { reduced: ['email-initial', 'email-domain'], replaced: ['pseudonym'] },
  },
  'social-account': { en: 'account of a network', zh: '社交账号', types: text, ladder: token },
  address: { en: 'address', zh: '地址', types: text, ladder: { reduced: ['city'] } },
  city: { en: 'city', zh: '城市', types: text, values: 30_000, ladder: nothing },
  region: { en: 'province, state', zh: '省份', types: text, values: 1000, ladder: nothing },
  country: { en: 'country', zh: '国家', types: text, values: 250, ladder: nothing },
  'postal-code': {
    en: 'postal code',
    zh: '邮政编码',
    types: text,
    values: 40_000,
    ladder: { reduced: ['postal(3)', 'postal(2)'] },
  },
  latitude: { en: 'latitude', zh: '纬度', types: ['Float', 'Decimal'], ladder: degrees },
  longitude: { en: 'longitude', zh: '经度', types: ['Float', 'Decimal'], ladder: degrees },
  'geo-coordinates': { en: 'coordinates', zh: '经纬度', types: text, ladder: degrees },
};
