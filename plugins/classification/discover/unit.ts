/** One word of a name: what it means, or that nobody knows. */
export interface Unit {
  readonly meaning?: string;
  readonly text: string;
}
