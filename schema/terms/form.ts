/**
 * A masked value as a store can compute it: a closed set, one case per dialect and form. For every value a store's form
 * and the technique's own give the same, null included; a property test holds them together.
 */
export type StoreForm =
  /** Date or DateTime to the first moment of its (UTC) period. */
  | { readonly form: 'truncate-date'; readonly unit: 'year' | 'quarter' | 'month' | 'day' }
  /** Int, BigInt or Decimal to the nearest multiple, halves away from zero. */
  | { readonly form: 'round'; readonly step: number }
  /** Int, BigInt or Decimal to the multiple at or below it. */
  | { readonly form: 'floor'; readonly step: number }
  /** A dotted IPv4 address with its host bits zero; anything else is null. */
  | { readonly form: 'ipv4-prefix'; readonly bits: 8 | 16 | 24 }
  /** The first characters (Unicode code points); null where there are not more than that many. */
  | { readonly form: 'prefix'; readonly length: number };
