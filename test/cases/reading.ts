import { expect } from 'vitest';
import { type Catalogue, entityOf } from '../../schema/catalogue/catalogue.ts';
import type { Entry } from './case-file.ts';
import type { Answer, Reported } from './gateway.ts';
import { reachOf, valuesAt } from './reach.ts';
import type { Truth, TruthRow } from './truth.ts';

type Shown = Readonly<Record<string, unknown>>;

/** A row that came out, with the records that it could be by what is clear in it. */
export interface Matched {
  readonly shown: Shown;
  readonly candidates: readonly TruthRow[];
}

/** What came out of one entity, with what the answer says of it. */
export interface Reading {
  readonly rows: readonly Matched[];
  readonly report: Readonly<Record<string, Reported>>;
}

const isRead = (entry: Entry | undefined): boolean =>
  entry !== undefined && entry.shows !== 'refused' && entry.shows !== 'absent';

/** Asks for every field of an entity that the table opens, and finds the records that came out. */
export async function read(
  catalogue: Catalogue,
  name: string,
  entries: Readonly<Record<string, Entry>>,
  ask: (query: string) => Promise<Answer>,
  truth: Truth,
): Promise<Reading> {
  const fields = [...entityOf(catalogue, name).fields.keys()].filter((field) => isRead(entries[`${name}.${field}`]));
  const clear = fields.filter((field) => entries[`${name}.${field}`]?.shows === 'clear');
  const reach = reachOf(catalogue, name);
  const { status, body } = await ask(reach.ask(fields.join(' ')));
  expect(body.errors, `reading ${name}`).toBeUndefined();
  expect(status).toBe(200);
  const byClear = Map.groupBy(await truth.entity(name), ({ values }) => keyOf(clear, values));
  const rows = (valuesAt(body.data, reach.path) as readonly Shown[]).map((shown) => ({
    shown,
    candidates: byClear.get(keyOf(clear, shown)) ?? [],
  }));
  expect(rows.length, `rows of ${name}`).toBeGreaterThan(5);
  return { rows, report: body.extensions?.privacy?.fields ?? {} };
}

/** What is clear in a row, in one text. Zeros at the end of a second's fraction say nothing. */
const keyOf = (fields: readonly string[], values: Shown): string =>
  JSON.stringify(fields.map((field) => (values[field] == null ? null : String(values[field]).replace(/\.?0*Z$/, 'Z'))));
