import { count, type Estimate } from './estimate.ts';
import { endsOf, type Told } from './shown.ts';

/** A usual format: so many characters, of so many kinds, of which one in `check` is right. */
interface Format {
  readonly length: number;
  readonly kinds: number;
  readonly check?: number;
}

const formats: Readonly<Record<string, Format>> = {
  phone: { length: 11, kinds: 10 },
  landline: { length: 11, kinds: 10 },
  passport: { length: 9, kinds: 10 },
  'travel-permit': { length: 9, kinds: 10 },
  'drivers-licence': { length: 12, kinds: 10 },
  'social-security': { length: 10, kinds: 10 },
  ssn: { length: 9, kinds: 10 },
  'tax-id': { length: 11, kinds: 10 },
  'social-credit-code': { length: 18, kinds: 31, check: 31 },
  'licence-plate': { length: 7, kinds: 34 },
  vin: { length: 17, kinds: 33, check: 11 },
  'bank-card': { length: 16, kinds: 10, check: 10 },
  'bank-account': { length: 16, kinds: 10 },
  iban: { length: 22, kinds: 10, check: 97 },
  'postal-code': { length: 6, kinds: 10 },
  mac: { length: 12, kinds: 16 },
};

/** The values left between what is told at both ends, by its own field alone; nothing where no format is usual. */
export function betweenEnds(told: Told): Estimate | undefined {
  const format = formats[told.semantic];
  if (!format) return undefined;
  const { first, last } = endsOf(told);
  const hidden = Math.max(0, format.length - first - last);
  const all = count(format.kinds ** hidden, 'combination', told.coordinate);
  // The character that checks the others stands at the end (of an IBAN behind the country), or is hidden with them.
  if (!format.check || hidden === 0 || (last === 0 && first < 4)) return all;
  const by = format.check;
  return {
    ...all,
    candidates: Math.max(1, all.candidates / by),
    terms: [...all.terms, `1/${by} by the check digit`],
  };
}
