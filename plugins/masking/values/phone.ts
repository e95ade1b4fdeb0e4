import { isSupportedCountry, parsePhoneNumberFromString } from 'libphonenumber-js/min';
import type { Value } from '../../../schema/terms/field.ts';
import { shortText } from './text.ts';

/** E.164 has 15 digits; the rest is marks and an extension. */
const longest = 40;

/** A number as the numbering plan of its country reads it. */
export interface Phone {
  /** `86` */
  readonly callingCode: string;
  /** Digits without the calling code and without what is dialled before it at home. */
  readonly national: string;
  readonly kind: 'chinese-mobile' | 'chinese-landline' | 'other';
  /** Of a Chinese landline or a North American number: `571`, `415`. */
  readonly area?: string;
}

const mobile = /^1[3-9]\d{9}$/;
/** 010, 02x, and three digits elsewhere; the number behind it has seven or eight. */
const landline = /^(10|2\d|[3-9]\d{2})(\d{7,8})$/;

/**
 * The phone number that a text is, in any spelling, or nothing. Without `+` or `00` it is read as dialled in `region`. Its length
 * must be possible there; that somebody has it is not asked, for that changes every month.
 */
export function readPhone(value: Value, region: string): Phone | undefined {
  const text = shortText(value, longest)?.replace(/^00(?=[1-9])/, '+');
  if (!text) return undefined;
  const country = region.toUpperCase();
  if (!isSupportedCountry(country)) return undefined;
  const parsed = parsePhoneNumberFromString(text, { defaultCountry: country, extract: false });
  if (!parsed?.isPossible()) return undefined;
  const { countryCallingCode: callingCode, nationalNumber: national } = parsed;
  return { callingCode, national, ...kindOf(callingCode, national) };
}

function kindOf(callingCode: string, national: string): Pick<Phone, 'kind' | 'area'> {
  if (callingCode === '86' && mobile.test(national)) return { kind: 'chinese-mobile' };
  const [, area] = (callingCode === '86' ? landline.exec(national) : /^([2-9]\d\d)\d{7}$/.exec(national)) ?? [];
  if (callingCode === '86' && area) return { kind: 'chinese-landline', area };
  return { kind: 'other', ...(callingCode === '1' && area && { area }) };
}

/** Whether numbering plans know this region: `cn`, `us`. */
export const isRegion = (region: string): boolean => isSupportedCountry(region.toUpperCase());
