import type { StoredTable } from '../stored.ts';
import type { GuessedPaging } from './paging.ts';

/** A column of a resource, and where its value stands in a record. */
export interface ApiField {
  readonly column: string;
  /** A pointer, where it is not the column's name alone. */
  readonly at?: string;
  /** A parameter of the list that is called like it. */
  readonly asked?: string;
}

/** What can be listed by an API, as gateway.yaml describes it. */
export interface ApiResource {
  /** What a catalogue reads of it. */
  readonly table: StoredTable;
  readonly key: string;
  readonly fields: readonly ApiField[];
  readonly list: {
    readonly path: string;
    readonly items: string;
    readonly total?: string;
    readonly paging?: GuessedPaging;
  };
  readonly byId?: { readonly path: string; readonly item: string };
  /** Parameters without which the list does not answer. */
  readonly needs: readonly string[];
}

/** How an API wants to know who asks. */
export type ApiKey =
  | { readonly by: 'header'; readonly name?: string; readonly scheme?: string }
  | { readonly by: 'client-credentials'; readonly tokenUrl: string; readonly scope?: string };

/** What a description says of an API, beside what its schemas are. */
export interface Api {
  readonly title: string;
  /** Where its paths begin, where the description says it. */
  readonly url?: string;
  readonly key?: ApiKey;
  readonly resources: readonly ApiResource[];
  /** What can be read and has no place in a store, and why. */
  readonly unread: readonly { readonly what: string; readonly why: string }[];
}
