/**
 * Who calls, after the token was verified. A JWT's `sub` becomes `id`: the word *subject* is kept for the person whom the data is about.
 */
export interface Principal {
  readonly id: string;
  readonly issuer: string;
  /** Sorted, without doubles, each one that the issuer may assert. */
  readonly roles: readonly string[];
  readonly partner?: string;
  /** The purposes that this principal's issuer may assert; a token bound to one purpose leaves that one. */
  readonly purposes: readonly string[];
  /** The purpose that the token itself is bound to. */
  readonly boundPurpose?: string;
  /** The claims that row rules may bind, by name. */
  readonly claims: Readonly<Record<string, string>>;
  /** Seconds since 1970. */
  readonly expires: number;
}
