/** One request that tries a channel, the same to the letter whoever sends it. */
export interface Probe {
  readonly method?: 'GET' | 'POST' | 'OPTIONS';
  readonly path?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Text as it is, or a value as JSON. */
  readonly body?: unknown;
  /** Another `Authorization` than the caller's own token, made of it. */
  readonly authorization?: (token: string) => string;
  /** Sent while no store answers. */
  readonly down?: true;
  /** What it tells moves with the time, not with who asks: it is searched, not compared. */
  readonly moves?: true;
}

/** A way in which such an API leaks, and the requests that try it. */
export interface Channel {
  readonly number: number;
  readonly name: string;
  /** Nobody gets anything by it. */
  readonly shut?: true;
  readonly probes: (known: Known) => readonly Probe[];
}

/** What an attacker may have from elsewhere: true values of some people, and whatever others were shown. */
export interface Known {
  /** People as they are in the store, the one of the first data subject among them, and one who agreed to nothing. */
  readonly people: readonly Values[];
  readonly order: Values;
  readonly activity: Values;
  readonly feedback: Values;
  /** Ids and surrogates of phones as each recipient is shown them, of the same few records. */
  readonly ids: readonly string[];
  readonly phones: readonly string[];
  /** Cursors that everybody was given, and such of another version of the policy. */
  readonly cursors: readonly string[];
  readonly oldCursors: readonly string[];
  /** For each schema that there is, all that can be selected below each root. */
  readonly documents: readonly string[];
}

export type Values = Readonly<Record<string, string>>;

type Variables = Readonly<Record<string, unknown>>;

/** A plain question. */
export const ask = (query: string, variables?: Variables, more: Omit<Probe, 'body'> = {}): Probe => ({
  ...more,
  body: { query, ...(variables && { variables }) },
});

/** The same question with each of these variables. */
export const each = (query: string, variables: readonly Variables[]): readonly Probe[] =>
  variables.map((one) => ask(query, one));

/** One page of a root, by a filter that comes in a variable. */
export const filtered = (root: string, entity: string, filters: readonly object[], select = 'id'): readonly Probe[] =>
  each(
    `query($f: ${entity}Filter) { ${root}(first: 3, filter: $f) { nodes { ${select} } pageInfo { hasNextPage } } }`,
    filters.map((f) => ({ f })),
  );

/** Fields that point at a person, by the root that leads to them. */
export const telling: readonly (readonly [root: string, field: string])[] = [
  ['customers', 'name'],
  ['customers', 'birthDate'],
  ['customers', 'nationalId'],
  ['customers', 'phone'],
  ['customers', 'email'],
  ['customers', 'address'],
  ['customers', 'bankCard'],
  ['orders', 'shippingAddress'],
  ['activities', 'ip'],
];
