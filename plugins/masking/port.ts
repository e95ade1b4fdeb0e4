/** Keyed surrogates of one field in one recipient domain. Implemented by the pseudonyms concern, handed in by the gateway. */
export interface Surrogates {
  /** Format-preserving over decimal digits (FF1, NIST SP 800-38G rev. 1). Nothing for fewer than six: the domain is under 10^6. */
  readonly encipherDigits: (digits: string) => string | undefined;
  readonly decipherDigits: (digits: string) => string | undefined;
  /** At least 128 bits of HMAC-SHA-256, with the key's id in front. Not reversible. */
  readonly pseudonym: (value: string) => string;
  /** AES-SIV with the key's id in front; the same value gives the same token. */
  readonly seal: (value: string) => string;
  /** The value of a token of this field and domain, or nothing. */
  readonly open: (token: string) => string | undefined;
}
