/** Who may see what: one parsed section per concern, under one version. */
export interface Policy {
  /** A hash of the content: it changes exactly when the policy does. */
  readonly version: string;
  /** The parsed section of each concern, by the concern's name. Only the concern itself knows its shape. */
  readonly sections: Readonly<Record<string, unknown>>;
}
