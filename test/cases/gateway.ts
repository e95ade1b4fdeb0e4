/** The running demo gateway, as the golden cases see it. */
export interface DemoGateway {
  /** Asks as a persona (null: no token) for a purpose (null: none), accepting `application/graphql-response+json`. */
  readonly ask: (
    persona: string | null,
    purpose: string | null,
    query: string,
    variables?: Readonly<Record<string, unknown>>,
  ) => Promise<Answer>;
  readonly token: (persona: string, options?: { readonly purpose?: string }) => Promise<string>;
  /** Reads the demo's database directly: the truth. */
  readonly rows: (sql: string) => Promise<readonly Readonly<Record<string, unknown>>[]>;
}

export interface Answer {
  readonly status: number;
  readonly body: Body;
}

export interface Body {
  readonly data?: unknown;
  readonly errors?: readonly AnsweredError[];
  readonly extensions?: {
    readonly privacy?: {
      readonly receipt?: string;
      readonly fields?: Readonly<Record<string, Reported>>;
      readonly agreement?: unknown;
    };
  };
}

export interface AnsweredError {
  readonly message: string;
  readonly extensions?: {
    readonly code?: string;
    readonly coordinate?: string;
    readonly purposes?: readonly string[];
  };
}

/** What an answer says of a coordinate that is not clear. */
export interface Reported {
  readonly disclosure?: string;
  readonly technique?: string;
  readonly reason?: string;
}
