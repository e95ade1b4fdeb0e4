import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Bound, Expr, Row, Select } from '../../gateway/statement.ts';
import type { Cell } from '../../schema/terms/field.ts';
import type { Call, Store } from '../../gateway/stores/contract.ts';
import { GatewayError } from '../../schema/terms/errors.ts';
import { fieldContract } from './contract-fields.ts';
import { figureContract } from './contract-figures.ts';
import { boundedContract } from './contract-bounded.ts';
import { groupContract } from './contract-groups.ts';
import { treeContract } from './contract-tree.ts';
import { nativeDrop, nativeSeed, typeContract } from './contract-types.ts';
import { read } from './listed.ts';
import { postgresWorld, type StoreWorld } from './world.ts';

export interface Opened {
  /** Its reads are limited to one second. */
  readonly store: Store;
  /** Statements that may write. */
  readonly exec: (sql: string) => Promise<void>;
  /** What is told to the log. */
  readonly faults: readonly unknown[];
  readonly close: () => Promise<void>;
}

/** What each part of the suite reads with. */
export interface Subject {
  readonly schema: string;
  readonly store: () => Store;
  readonly read: (select: Select, values?: readonly Bound[]) => Promise<readonly Row[]>;
  /** What stands in the tables. */
  readonly world: StoreWorld;
}

/** What holds for every store that is asked in SQL. */
export function storeContract(
  name: string,
  schema: string,
  open: () => Promise<Opened>,
  world: StoreWorld = postgresWorld,
  /** It makes groups. */
  groups = true,
): void {
  describe(`the store contract on ${name}`, () => {
    let opened: Opened;
    beforeAll(async () => {
      opened = await open();
      await opened.exec(world.seed(schema));
      if (world === postgresWorld) await opened.exec(nativeSeed(schema));
    }, 60_000);
    afterAll(async () => {
      if (world === postgresWorld) await opened?.exec(nativeDrop(schema));
      await opened?.exec(world.drop(schema));
      await opened?.close();
    }, 30_000);

    const subject: Subject = {
      schema,
      store: () => opened.store,
      world,
      read: (select, values = []) => read(opened.store, opened.store.prepare(select), values),
    };
    fieldContract(subject);
    if (world === postgresWorld) typeContract(subject);
    treeContract(subject);
    groupContract(subject);
    if (groups) figureContract(subject);
    if (groups) boundedContract(subject);
    faultContract(subject, () => opened.faults);
  });
}

const unbounded: Call = { ended: () => false, onEnd: () => () => undefined, spend: () => undefined };

function faultContract({ schema, store, read, world }: Subject, faults: () => readonly unknown[]): void {
  const ids: Expr = { k: 'column', alias: 't', column: 'id', type: 'key:integer' };
  const all = (table: string): Select => ({
    from: { schema, table, alias: 't' },
    joins: [],
    columns: [{ expr: ids, type: 'key:integer' }],
    where: { k: 'and', of: [] },
    orderBy: [],
  });
  const attempt = (select: Select, values: readonly Cell[] = []): Promise<unknown> =>
    read(select, values).then(
      () => 'answered',
      (error: unknown) => error,
    );

  test('a statement that takes too long is a timeout, and the next one is served', async () => {
    expect(await attempt(all('heavy'))).toMatchObject({ code: 'STORE_TIMEOUT' });
    expect(faults().at(-1)).toEqual({ store: store().name, kind: 'timeout', state: world.states.timeout });
    expect(await read(all('people'))).toHaveLength(4);
  }, 20_000);

  test('nothing can be written, not even by a view that would', async () => {
    expect(await attempt(all('writing'))).toMatchObject({ code: 'STORE_UNAVAILABLE' });
    expect(faults().at(-1)).toMatchObject({ kind: 'statement', state: world.states.readOnly });
    expect(await read(all('people'))).toHaveLength(4);
  });

  test('an error tells neither the statement nor a value nor what the store said', async () => {
    const error = (await attempt(all('no_such_table'))) as Error;
    expect(error).toMatchObject({ name: 'GatewayError', code: 'STORE_UNAVAILABLE' });
    expect(error.message).not.toMatch(/no_such_table|select|relation/);
    expect(error.cause).toBeUndefined();
  });

  test('a value that does not fit its type is the caller’s mistake, and is not repeated', async () => {
    const select = {
      ...all('people'),
      where: {
        k: 'compare',
        op: '=',
        left: ids,
        right: { k: 'param', slot: 0, type: 'key:integer' },
        type: 'key:integer',
      },
    } as const;
    for (const value of ['13800138000', '1 or 1=1', '1\0', '']) {
      const error = (await attempt(select, [value])) as Error;
      expect(error).toMatchObject({ code: 'BAD_USER_INPUT' });
      expect(JSON.stringify([error.message, error.stack, faults().at(-1)])).not.toMatch(/13800138000|1=1/);
    }
  });

  test('many readers at once each get their own rows', async () => {
    const some = (limit: number): Promise<readonly Row[]> =>
      read({ ...all('orders'), columns: [{ expr: { ...ids, type: 'key:bigint' }, type: 'key:bigint' }], limit: 0 }, [
        limit,
      ]);
    const answers = await Promise.all(Array.from({ length: 40 }, (_, i) => some(i % 20)));
    expect(answers.map((rows) => rows.length)).toEqual(Array.from({ length: 40 }, (_, i) => i % 20));
  });

  test('the bytes of its cells are counted for the operation, and beyond what that may read there is nothing', async () => {
    const counted = { bytes: 0 };
    const call: Call = { ...unbounded, spend: (bytes) => void (counted.bytes += bytes) };
    const select = {
      ...all('people'),
      columns: [{ expr: { ...ids, column: 'name', type: 'String' }, type: 'String' }],
    };
    const query = store().prepare(select as Select);
    const rows = await store().read(query, [], call);
    expect([rows.count, counted.bytes >= 'AnnBo李雷ann'.length]).toEqual([4, true]);
    const tooMuch = new GatewayError('COST_EXCEEDED', 'too much');
    const spend = (): never => {
      throw tooMuch;
    };
    const before = faults().length;
    await expect(store().read(query, [], { ...unbounded, spend })).rejects.toBe(tooMuch);
    expect(faults().length).toBe(before);
    expect((await store().read(query, [])).count).toBe(4);
  });

  test('for an operation that is over nothing is asked', async () => {
    const before = faults().length;
    const over: Call = { ...unbounded, ended: () => true };
    const heavy = store().prepare(all('heavy'));
    await expect(store().read(heavy, [], over)).rejects.toMatchObject({ code: 'STORE_TIMEOUT' });
    expect(faults().length).toBe(before);
  });

  test('it says that it is ready', () => expect(store().ready()).resolves.toBeUndefined());
}
