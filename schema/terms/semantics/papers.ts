import { type Semantics, text, token } from './semantic.ts';

/** Numbers that an authority gave to a person, a company or a vehicle. */
export const papers: Semantics = {
  'national-id': { en: 'identity number', zh: '身份证号', types: text, values: 1e11, ladder: token },
  passport: { en: 'passport number', zh: '护照号', types: text, values: 1e8, ladder: token },
  'travel-permit': { en: 'travel permit number', zh: '港澳台通行证号', types: text, values: 1e8, ladder: token },
  'drivers-licence': { en: "driver's licence number", zh: '驾驶证号', types: text, values: 1e8, ladder: token },
  'social-security': { en: 'social security card number', zh: '社保卡号', types: text, values: 1e9, ladder: token },
  ssn: {
    en: 'US social security number',
    zh: '美国社会安全号',
    types: text,
    values: 9e8,
    ladder: { reduced: ['keep-last(4)'], replaced: ['pseudonym'] },
  },
  'tax-id': { en: 'tax number', zh: '税号', types: text, values: 1e9, ladder: token },
  'social-credit-code': {
    en: 'unified social credit code',
    zh: '统一社会信用代码',
    types: text,
    values: 2e11,
    ladder: { reduced: ['credit-code'], replaced: ['fpe-checked(credit-code)', 'pseudonym'] },
  },
  'licence-plate': {
    en: 'licence plate',
    zh: '车牌号',
    types: text,
    values: 4e7,
    ladder: { reduced: ['plate'], replaced: ['pseudonym'] },
  },
  vin: {
    en: 'vehicle identification number',
    zh: '车辆识别代号',
    types: text,
    values: 1e9,
    ladder: { reduced: ['keep(3, 0)'], replaced: ['pseudonym'] },
  },
};
