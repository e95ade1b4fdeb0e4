import type { Classified } from '../../../plugins/classification/discover/facts.ts';
import type { TableSense } from '../../../plugins/classification/discover/table-kind.ts';
import type { KeyType } from '../../../schema/catalogue/catalogue.ts';
import type { FieldType } from '../../../schema/terms/field.ts';
import type { StoredColumn, StoredTable } from '../stored.ts';

/** An entity that a table becomes. */
export interface DraftEntity {
  readonly name: string;
  readonly table: StoredTable;
  readonly sense: TableSense;
  readonly key: { readonly column: string; readonly type: KeyType };
}

export interface DraftField {
  readonly name: string;
  readonly column: StoredColumn;
  readonly type: FieldType;
  readonly classified: Classified;
}

export interface DraftRelation {
  readonly name: string;
  readonly from: string;
  readonly to: string;
  readonly via: string;
  readonly many: boolean;
  /** No foreign key says so, only the name of the column. */
  readonly proposed: boolean;
}

/** What a catalogue cannot hold, and why. */
export interface Unmapped {
  /** `orders` or `orders.payload`. */
  readonly what: string;
  readonly why: string;
}
