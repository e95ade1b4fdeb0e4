import type { Rows } from '../rows.ts';
import type { Bound, Row, Select } from '../statement.ts';
import type { Inspect } from './inspect.ts';

/** A store of customer data, as the executor sees it. It can only be read. */
export interface Store {
  readonly name: string;
  /** Its statements may bring the rows below each row. */
  readonly nests: boolean;
  /** Lowers a statement to the store's own form. Pure: the result is kept with the plan. */
  readonly prepare: (select: Select) => Query;
  /**
   * Reads the rows of a prepared statement.
   * @throws GatewayError `STORE_UNAVAILABLE`, `STORE_TIMEOUT`, `BAD_USER_INPUT` (a value that its type cannot hold),
   * `COST_EXCEEDED` (beyond the bytes that the call allows); no text of the store's own is in it.
   */
  readonly read: (query: Query, values: readonly Bound[], call?: Call) => Promise<Rows>;
  /** Resolves when the store answers. @throws GatewayError `STORE_UNAVAILABLE` */
  readonly ready: () => Promise<void>;
  readonly close: () => Promise<void>;
  /** Says what stands behind a catalogue, for a check; a store may have no way to. */
  readonly inspect?: Inspect;
}

/** What bounds a read beside the store's own limits. One stands for a whole operation. */
export interface Call {
  /** The caller is gone, or the operation's time is up: what runs for it is cancelled, what waits is not begun. */
  readonly ended: () => boolean;
  /** Runs `act` when that happens, at once where it has; gives what forgets it again. */
  readonly onEnd: (act: () => void) => () => void;
  /** Counts bytes of cells that came from a store. @throws GatewayError `COST_EXCEEDED` beyond what the operation may read */
  readonly spend: (bytes: number) => void;
}

/** How a cell's text becomes JSON: its bytes as they are (a whole number, or JSON), in quotes, as RFC 3339, or by way of its value. */
export type JsonForm = 'bytes' | 'quoted' | 'boolean' | 'moment' | 'value';

/** A statement in a store's own form. `name` is the same exactly when the text is. */
export interface Query {
  readonly name: string;
  readonly text: string;
  /** How each output column is turned into a cell. */
  readonly decode: readonly ((cell: unknown) => Row[number])[];
  /** How each of them becomes JSON without being turned into a cell before, where a store can do so. */
  readonly json?: readonly JsonForm[];
}
