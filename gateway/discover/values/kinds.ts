import { isIP } from 'node:net';
import type { ValueKind } from '../../../plugins/classification/discover/facts.ts';
import { isCreditCode } from '../../../plugins/masking/values/credit-code.ts';
import { isIban } from '../../../plugins/masking/values/iban.ts';
import { isLuhn } from '../../../plugins/masking/values/luhn.ts';
import { readNationalId } from '../../../plugins/masking/values/national-id.ts';
import { readPhone } from '../../../plugins/masking/values/phone.ts';
import { isChineseName, isWesternName } from './names.ts';

const date = /^(?:1[89]|20)\d\d[-/.]?(?:0[1-9]|1[0-2])[-/.]?(?:0[1-9]|[12]\d|3[01])(?:[ T].*)?$/;
const uuid = /^[0-9a-f]{8}-?(?:[0-9a-f]{4}-?){3}[0-9a-f]{12}$/i;
const email = /^[^\s@,;<>()]{1,64}@(?:[\p{L}\p{N}-]+\.)+[\p{L}]{2,}$/u;
/** Numbers that are written as one writes phones, so that no running number is one. */
const dialled = /^(?:\+|00)[1-9][\d ().-]{6,18}$|^\(?0?\d{2,4}\)?[ .-]\d{3,4}[ .-]?\d{3,4}(?:[ ]?x?\d{1,5})?$/;
const chineseMobile = /^(?:\+?86[ -]?)?1[3-9]\d(?:[ -]?\d{4}){2}$/;
const chineseLandline = /^0\d{2,3}-?\d{7,8}$/;
const regions = ['CN', 'US', 'GB', 'DE'];
const isResident = (text: string): boolean => readNationalId(text)?.kind === 'resident-18';

/** How each kind of value is known by itself. */
export const kindTests: Readonly<Record<ValueKind, (text: string) => boolean>> = {
  'national-id': isResident,
  'company-id': (text) => isCreditCode(text.toUpperCase()) && !isResident(text),
  'bank-card': (text) => {
    const digits = text.replace(/[ -]/g, '');
    return /^\d{15,19}$/.test(digits) && !/^0/.test(digits) && isLuhn(digits);
  },
  iban: (text) => isIban(text.replaceAll(' ', '').toUpperCase()),
  email: (text) => email.test(text),
  phone: (text) =>
    !isIP(text) &&
    (chineseMobile.test(text) ||
      chineseLandline.test(text) ||
      (dialled.test(text) && regions.some((region) => readPhone(text, region)))),
  'ip-address': (text) => isIP(text.replace(/\/\d{1,3}$/, '')) !== 0,
  'mac-address': (text) => /^[0-9a-f]{2}(?:[:-][0-9a-f]{2}){5}$/i.test(text),
  imei: (text) => /^\d{15}$/.test(text) && isLuhn(text),
  uuid: (text) => uuid.test(text),
  url: (text) => /^(?:https?:)?\/\/[^\s/]+\.[^\s]+$/i.test(text),
  coordinates: (text) => /^-?\d{1,3}\.\d{4,}$/.test(text) && Math.abs(Number(text)) <= 180,
  date: (text) => date.test(text),
  'birth-date': (text) => date.test(text) && bornThen(text),
  json: (text) => /^[[{].*[\]}]$/s.test(text),
  'chinese-name': isChineseName,
  'western-name': isWesternName,
  'free-text': (text) => text.length > 24 && (/\p{Ll} \p{Ll}/u.test(text) || /\p{Script=Han}{8}/u.test(text)),
};

/** People who could be alive and grown: what else would be dated then has other years too. */
const bornThen = (text: string): boolean => Number(text.slice(0, 4)) >= 1920 && Number(text.slice(0, 4)) <= 2012;
