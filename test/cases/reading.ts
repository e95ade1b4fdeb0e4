import { expect } from 'vitest';
import { type Catalogue, entityOf } from '../../schema/catalogue/catalogue.ts';
import type { CaseFile, Entry } from './case-file.ts';
import type { Answer, Reported } from './gateway.ts';
import { reachOf, valuesAt } from './reach.ts';
import type { Truth, TruthRow } from './truth.ts';

export type Shown = Readonly<Record<string, unknown>>;

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

export const isOpenIn =
  (file: CaseFile) =>
  (coordinate: string): boolean =>
    file.fields?.[coordinate]?.shows === 'clear';

/** The records of an entity that exist for whom the file is about: all, where it does not say. */
export const readable = (file: CaseFile, name: string, truth: Truth): Promise<readonly TruthRow[]> =>
  truth.where(name, file.rows?.[name]?.where ?? 'true');

/** The fields of an entity that the table says something of in one of these ways. */
export const fieldsOf = (
  file: CaseFile,
  catalogue: Catalogue,
  name: string,
  like: (entry: Entry) => boolean,
): readonly string[] =>
  [...entityOf(catalogue, name).fields.keys()].filter((field) => {
    const entry = file.fields?.[`${name}.${field}`];
    return entry !== undefined && like(entry);
  });

const isRead = ({ shows }: Entry): boolean => shows !== 'refused' && shows !== 'absent';

/** Asks for every field of an entity that the table opens, and finds the records that came out. */
export async function read(
  file: CaseFile,
  catalogue: Catalogue,
  name: string,
  ask: (query: string) => Promise<Answer>,
  truth: Truth,
): Promise<Reading> {
  const clear = fieldsOf(file, catalogue, name, ({ shows }) => shows === 'clear');
  const reach = reachOf(catalogue, name, isOpenIn(file));
  const { status, body } = await ask(reach.ask(fieldsOf(file, catalogue, name, isRead).join(' ')));
  expect(body.errors, `reading ${name}`).toBeUndefined();
  expect(status).toBe(200);
  const there = await readable(file, name, truth);
  const byClear = Map.groupBy(there, ({ values }) => keyOf(clear, values));
  const rows = (valuesAt(body.data, reach.path) as readonly (Shown | null)[])
    .filter((shown) => shown !== null)
    .map((shown) => ({ shown, candidates: byClear.get(keyOf(clear, shown)) ?? [] }));
  expect(rows.length, `rows of ${name}`).toBeGreaterThan(Math.min(5, there.length - 1));
  return { rows, report: body.extensions?.privacy?.fields ?? {} };
}

/** What is clear in a row, in one text. Zeros at the end of a second's fraction say nothing. */
export const keyOf = (fields: readonly string[], values: Shown): string =>
  JSON.stringify(fields.map((field) => (values[field] == null ? null : String(values[field]).replace(/\.?0*Z$/, 'Z'))));
