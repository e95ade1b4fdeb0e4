/** The characters that a cipher keeps to. */
export type Alphabet = 'digits' | 'upper' | 'lower' | 'mixed' | 'credit-code';

/** Keyed surrogates of one field in one recipient domain. Implemented by the pseudonyms concern, handed in by the gateway. */
export interface Surrogates {
  /** Format-preserving over decimal digits (FF1, NIST SP 800-38G rev. 1). Nothing for fewer than six: the domain is under 10^6. */
  readonly encipherDigits: (digits: string) => string | undefined;
  readonly decipherDigits: (digits: string) => string | undefined;
  /** The same over another alphabet. Nothing where the text has other characters, or its length fewer than 10^6 values. */
  readonly encipherText: (alphabet: Alphabet, text: string) => string | undefined;
  readonly decipherText: (alphabet: Alphabet, text: string) => string | undefined;
  /** At least 128 bits of HMAC-SHA-256, with the key's id in front. Not reversible. */
  readonly pseudonym: (value: string) => string;
  /** AES-SIV with the key's id in front; the same value gives the same token. */
  readonly seal: (value: string) => string;
  /** The value of a token of this field and domain, or nothing. */
  readonly open: (token: string) => string | undefined;
  /** A number below 2^53 drawn by HMAC-SHA-256: always the same for this value of this field, to everybody else any. */
  readonly draw: (value: string) => number;
  /** The same for a subject, whatever the field: of this recipient domain alone. */
  readonly drawFor: (subject: string) => number;
}
