/** What is told in answer to the documents of these tests: a row, a page or the whole, by the names that they ask for. */
export interface Told {
  readonly viewer: Told;
  readonly people: Told;
  readonly memos: Told;
  readonly parcels: Told;
  readonly vaults: Told;
  readonly person: Told;
  readonly personLookup: Told;
  readonly node: Told;
  readonly referred: Told;
  readonly nodes: readonly Told[];
  readonly edges: readonly Told[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string };
  readonly totalCount: number;
  readonly __typename: string;
  readonly cursor: string;
  readonly id: string;
  readonly name: string;
  readonly birthDate: string;
  readonly nationalId: string;
  readonly phone: string;
  readonly email: string;
  readonly branch: string;
  readonly town: string;
  readonly ip: string;
  readonly balance: string;
  /** Aliases. */
  readonly a: string;
  readonly secretCode: string;
  readonly said: string;
}

/** One error as it is told. */
export interface ToldError {
  readonly message: string;
  readonly extensions: { readonly code: string; readonly purposes?: readonly string[] };
}

/** The body of an answer. */
export interface ToldBody {
  readonly data?: Told;
  readonly errors?: readonly ToldError[];
  readonly extensions?: {
    readonly privacy: {
      readonly receipt: string;
      readonly fields?: Readonly<Record<string, { readonly disclosure: string }>>;
    };
  };
}
