import { expect } from 'vitest';
import type { Catalogue } from '../../schema/catalogue/catalogue.ts';
import { errorCodes } from '../../schema/terms/errors.ts';
import type { CaseFile, Entry } from './case-file.ts';
import type { Answer, DemoGateway } from './gateway.ts';
import { askFor, reachOf } from './reach.ts';
import { isOpenIn, type Matched, type Reading, read } from './reading.ts';
import type { Truth } from './truth.ts';
import { wordings } from './wording.ts';

/** One table against the gateway. Rows of an entity are asked for once, for all that the table says of it. */
export interface Table {
  readonly check: (coordinate: string) => Promise<void>;
}

export function tableOf(file: CaseFile, catalogue: Catalogue, gateway: Pick<DemoGateway, 'ask'>, truth: Truth): Table {
  const entries = file.fields ?? {};
  const ask = (query: string): Promise<Answer> => gateway.ask(file.who, file.purpose, query);
  const isOpen = isOpenIn(file);
  const readings = new Map<string, Promise<Reading>>();
  const reading = (entity: string): Promise<Reading> => {
    const found = readings.get(entity) ?? read(file, catalogue, entity, ask, truth);
    readings.set(entity, found);
    return found;
  };
  return {
    check: async (coordinate) => {
      const entry = entries[coordinate];
      if (!entry) throw new Error(`the table says nothing of \`${coordinate}\``);
      if (entry.shows === 'absent')
        return checkAbsent((called) => askFor(catalogue, coordinate, isOpen, called), coordinate, ask);
      if (entry.shows === 'refused') return checkRefused(catalogue, coordinate, isOpen, entry.needs, ask);
      const [name = '', field = ''] = coordinate.split('.');
      if (!catalogue.entities.get(name)?.fields.has(field))
        return checkOpen(askFor(catalogue, coordinate, isOpen), ask);
      if (entry.shows === 'conditional') return checkConditional(entry, coordinate, field, await reading(name), truth);
      checkField(entry, coordinate, field, await reading(name));
      await checkExample(entry, name, field, truth);
    },
  };
}

function checkField(entry: Entry, coordinate: string, field: string, { rows, report }: Reading): void {
  const values = rows.map(({ shown }) => shown[field]);
  for (const { candidates } of rows)
    expect(candidates.length, 'what is clear is what the store has').toBeGreaterThan(0);
  if (entry.shows === 'clear') return expect(report).not.toHaveProperty([coordinate]);
  expect(report[coordinate]?.disclosure).toBe(entry.shows);
  expect(report[coordinate]?.reason, 'why').toMatch(/\w/);
  if (entry.shows === 'withheld') return expect(new Set(values)).toEqual(new Set([null]));
  if (!('as' in entry)) throw new Error(`\`${coordinate}\` does not say as what it comes out`);
  expect(report[coordinate]?.technique).toBe(wordings[entry.as].technique);
  expect(
    values.some((value) => value !== null),
    'something is shown',
  ).toBe(true);
  for (const row of rows) checkMasked(entry.as, field, row);
}

/** Clear on the rows where the condition holds in the store, null on the others, and some of both are there. */
async function checkConditional(
  entry: Entry & { readonly shows: 'conditional' },
  coordinate: string,
  field: string,
  { rows, report }: Reading,
  truth: Truth,
): Promise<void> {
  expect(report[coordinate]).toMatchObject({ disclosure: 'conditional', reason: entry.reason });
  const holds = new Set(
    (await truth.where(coordinate.split('.')[0] ?? '', entry.where)).map(({ values }) => values['id']),
  );
  const seen = rows.map(({ shown, candidates }) => {
    const [row] = candidates;
    if (candidates.length !== 1 || !row) throw new Error('what is clear does not tell which record it is');
    const open = holds.has(row.values['id'] ?? '');
    expect(shown[field]).toBe(open ? row.values[field] : null);
    return open;
  });
  expect(new Set(seen), 'some of both').toEqual(new Set([true, false]));
}

function checkMasked(as: keyof typeof wordings, field: string, { shown, candidates }: Matched): void {
  const value = shown[field];
  const { exactly } = wordings[as];
  if (exactly) {
    const could = candidates
      .map(({ values }) => values[field] ?? null)
      .map((raw) => (raw === null ? null : exactly(raw)));
    return expect(could).toContain(value);
  }
  const faults = candidates.map((row) => {
    const raw = row.values[field] ?? null;
    try {
      if (raw === null) expect(value).toBeNull();
      else wordings[as].check(String(value), raw, row);
      return undefined;
    } catch (fault) {
      return fault;
    }
  });
  // Two records alike in all that is clear: it may be either.
  if (!faults.includes(undefined)) throw faults[0];
}

async function checkExample(entry: Entry, name: string, field: string, truth: Truth): Promise<void> {
  if (entry.shows !== 'reduced' || !entry.example) return;
  const [raw = '', shown = ''] = entry.example.split(' → ');
  const row = (await truth.entity(name)).find(({ values }) => values[field] === raw);
  if (!row) throw new Error(`the example of \`${name}.${field}\` is not in the store`);
  wordings[entry.as].check(shown, raw, row);
}

/** A root, a relation or a count that is open: asked for alone it answers. */
async function checkOpen(query: string, ask: (query: string) => Promise<Answer>): Promise<void> {
  const { status, body } = await ask(query);
  expect(body.errors).toBeUndefined();
  expect(status).toBe(200);
  expect(body.data).toBeTypeOf('object');
}

async function checkRefused(
  catalogue: Catalogue,
  coordinate: string,
  isOpen: (coordinate: string) => boolean,
  needs: readonly string[],
  ask: (query: string) => Promise<Answer>,
): Promise<void> {
  const { status, body } = await ask(askFor(catalogue, coordinate, isOpen));
  expect(status).toBe(errorCodes.FIELD_DENIED.status);
  expect(body.data ?? null).toBeNull();
  expect(new Set(body.errors?.map((error) => error.extensions?.code))).toEqual(new Set(['FIELD_DENIED']));
  // Where the way to it is closed as well, that may be all the answer says.
  const type = coordinate.split('.')[0]?.replace(/Connection$/, '') ?? '';
  const named = [coordinate, ...(type === 'Query' ? [] : reachOf(catalogue, type, isOpen).through)];
  const said = body.errors?.filter((error) => named.includes(error.extensions?.coordinate ?? '')) ?? [];
  expect(said.length, 'it says what is closed').toBeGreaterThan(0);
  for (const error of said) expect(error.extensions?.purposes).toEqual(needs);
}

/** A hidden name and one that never existed are answered alike, to the letter but for the name. */
async function checkAbsent(
  query: (called?: string) => string,
  coordinate: string,
  ask: (query: string) => Promise<Answer>,
): Promise<void> {
  const name = coordinate.split('.')[1] ?? '';
  const never = 'q'.repeat(name.length);
  const hidden = await ask(query());
  const unknown = await ask(query(never));
  expect(hidden.status).toBe(errorCodes.GRAPHQL_VALIDATION_FAILED.status);
  expect(hidden.body.errors?.[0]?.extensions?.code).toBe('GRAPHQL_VALIDATION_FAILED');
  expect(hidden.body.data ?? null).toBeNull();
  const text = (answer: Answer, said: string): string =>
    JSON.stringify(answer.body.errors).replaceAll(`\`${said}\``, '`?`');
  expect(text(hidden, name)).toBe(text(unknown, never));
}
