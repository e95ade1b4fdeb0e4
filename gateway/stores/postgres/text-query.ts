import type { Writable } from 'node:stream';
import pg from 'pg';
import type { Rows } from '../../rows.ts';
import type { Call, Query } from '../contract.ts';
import type { RawRow } from './raw-connection.ts';
import { textRows } from './text-rows.ts';

/** What the library's connection has beside what its types say. */
interface Wire {
  readonly stream: Writable;
  readonly submittedNamedStatements: Record<string, string>;
  parse(of: { readonly name: string; readonly text: string }): void;
  bind(of: object): void;
  execute(of: { readonly portal: string; readonly rows?: number }): void;
  sync(): void;
}

export type Answered = (error: unknown, rows?: Rows) => void;

export interface Asking {
  readonly values: readonly (string | null)[];
  readonly named: boolean;
  readonly call: Call | undefined;
  /** A statement of no rows that goes before it, in one transaction with it. */
  readonly before?: string | undefined;
}

interface LibraryQuery {
  name: string;
  text: string;
  values: readonly (string | null)[];
  hasBeenParsed(connection: Wire): boolean;
}

const LibraryQuery = pg.Query as unknown as new (text: string) => LibraryQuery;

/**
 * A statement that keeps its rows as they came. The types of its columns are the plan's, so they are not asked for.
 * INVARIANT: `answered` is called once, and throws nothing.
 */
export class TextQuery extends LibraryQuery {
  callback: (error: unknown) => void;
  readonly #rows;
  readonly #call: Call | undefined;
  readonly #before: string | undefined;
  #fault: unknown;
  #counted = 0;

  constructor(query: Query, given: Asking, answered: Answered) {
    // A text alone: the library copies anything else, property by property, for each statement.
    super(query.text);
    this.values = given.values;
    if (given.named) this.name = query.name;
    this.#before = given.before;
    this.#rows = textRows(query);
    this.#call = given.call;
    this.callback = (error) => {
      this.callback = () => undefined;
      const fault = this.#fault ?? error;
      if (fault) answered(fault);
      else answered(undefined, this.#rows.rows());
    };
  }

  submit(connection: Wire): null {
    this.prepare(connection);
    return null;
  }

  prepare(connection: Wire): void {
    const { name, text, values } = this;
    if (this.#before !== undefined) {
      connection.parse({ name: '', text: this.#before });
      connection.bind({ portal: '', statement: '', values: [] });
      connection.execute({ portal: '' });
    }
    if (!this.hasBeenParsed(connection)) {
      connection.parse({ name: name ?? '', text });
      if (name) connection.submittedNamedStatements[name] = text;
    }
    connection.bind({ portal: '', statement: name ?? '', values });
    connection.execute({ portal: '' });
    connection.sync();
  }

  /** Once it has read too much, what still comes is thrown away. */
  handleDataRow({ bytes, from, to }: RawRow): void {
    if (!this.admits(to - from)) return;
    this.#counted = 0;
    this.#rows.add(bytes, from);
  }

  /** Counts a row before it is there, or as it comes. */
  admits(size: number): boolean {
    if (this.#fault) return false;
    try {
      this.#call?.spend(size - this.#counted);
      this.#counted = size;
      return true;
    } catch (error) {
      this.#fault = error;
      return false;
    }
  }

  handleRowDescription(): void {}

  handleCommandComplete(): void {}

  handleReadyForQuery(): void {
    this.callback(undefined);
  }

  handleError(error: unknown): void {
    this.callback(error);
  }
}
