import { describe, expect, onTestFinished, test } from 'vitest';
import type { Account, Budgets } from '../../plugins/anonymization/port.ts';
import { account, asking } from './budgets-asking.ts';

/** What every implementation of the port keeps. @param open opens the same budgets again, as another process would */
export function budgetsContract(name: string, skip: boolean, fresh: () => Promise<() => Promise<Budgets>>): void {
  const opened = async (): Promise<{ readonly budgets: Budgets; readonly again: () => Promise<Budgets> }> => {
    const open = await fresh();
    const first = { budgets: await open() };
    onTestFinished(() => first.budgets.close());
    return {
      budgets: first.budgets,
      again: async () => {
        await first.budgets.close();
        first.budgets = await open();
        return first.budgets;
      },
    };
  };

  describe.skipIf(skip)(`budgets in ${name}`, () => {
    test('a budget is spent to its last unit, and then says when it begins anew', async () => {
      const { budgets } = await opened();
      expect(await budgets.reserve(asking('a', 7n))).toEqual({ granted: true, again: false, left: 3n });
      expect(await budgets.reserve(asking('b', 4n))).toEqual({
        granted: false,
        resetAt: '2099-12-01T00:00:00.000Z',
        left: 3n,
      });
      expect(await budgets.reserve(asking('c', 3n))).toEqual({ granted: true, again: false, left: 0n });
      expect(await budgets.reserve(asking('d', 1n))).toMatchObject({ granted: false, left: 0n });
    });

    test('the same question is paid once, even where nothing is left', async () => {
      const { budgets } = await opened();
      await budgets.reserve(asking('a', 10n));
      expect(await budgets.reserve(asking('a', 10n))).toEqual({ granted: true, again: true, left: 0n });
      expect(await budgets.settle(account, 'a', '41')).toBe('41');
      expect(await budgets.reserve(asking('a', 10n))).toEqual({ granted: true, again: true, answer: '41', left: 0n });
    });

    test('the first answer stands, whoever answers at once', async () => {
      const { budgets, again } = await opened();
      await budgets.reserve(asking('a'));
      const answers = await Promise.all(['1', '2', '3', '4'].map((one) => budgets.settle(account, 'a', one)));
      expect(new Set(answers).size).toBe(1);
      expect(await budgets.settle(account, 'a', '5')).toBe(answers[0]);
      expect(await (await again()).reserve(asking('a'))).toMatchObject({ answer: answers[0] });
    });

    test('an answer without a reservation is not kept', async () => {
      const { budgets } = await opened();
      await expect(budgets.settle(account, 'never', '1')).rejects.toThrow(/only where its question was reserved/);
    });

    test('recipients, populations and periods have budgets of their own', async () => {
      const { budgets } = await opened();
      const others: readonly Account[] = [
        account,
        { ...account, recipient: 'role:analyst' },
        { ...account, population: 'Order' },
        { ...account, period: { id: '2099-12', until: '2100-01-01T00:00:00.000Z' } },
      ];
      for (const one of others) {
        const reserved = await budgets.reserve({ ...asking('a', 10n), account: one });
        expect(reserved).toEqual({ granted: true, again: false, left: 0n });
      }
    });

    test('a hundred at once are granted exactly what there is, and none of it twice', async () => {
      const { budgets } = await opened();
      const all = await Promise.all(Array.from({ length: 100 }, (_, at) => budgets.reserve(asking(`q${at}`, 3n, 50n))));
      expect(all.filter(({ granted }) => granted)).toHaveLength(16);
      const same = await Promise.all(Array.from({ length: 30 }, () => budgets.reserve(asking('one', 2n, 50n))));
      expect(same.filter((one) => one.granted && !one.again)).toHaveLength(1);
      expect(same.every(({ granted }) => granted)).toBe(true);
      expect(await budgets.reserve(asking('more', 1n, 50n))).toMatchObject({ granted: false, left: 0n });
    });

    test('what was spent is spent after a restart', async () => {
      const { budgets, again } = await opened();
      await budgets.reserve(asking('a', 6n));
      await budgets.settle(account, 'a', '{"count":17}');
      const later = await again();
      expect(await later.reserve(asking('b', 5n))).toMatchObject({ granted: false, left: 4n });
      expect(await later.reserve(asking('a', 6n))).toEqual({
        granted: true,
        again: true,
        answer: '{"count":17}',
        left: 4n,
      });
    });

    test('a smaller limit takes nothing back and grants nothing more', async () => {
      const { budgets } = await opened();
      await budgets.reserve(asking('a', 6n));
      expect(await budgets.reserve(asking('b', 1n, 3n))).toMatchObject({ granted: false, left: 0n });
    });

    test('amounts as large as they may be are kept to the unit, and none is free', async () => {
      const { budgets } = await opened();
      const most = 2n ** 62n;
      expect(await budgets.reserve(asking('a', most - 1n, most))).toMatchObject({ granted: true, left: 1n });
      expect(await budgets.reserve(asking('b', 2n, most))).toMatchObject({ granted: false });
      expect(await budgets.reserve(asking('c', 1n, most))).toMatchObject({ granted: true, left: 0n });
      await expect(budgets.reserve(asking('d', 0n))).rejects.toThrow(RangeError);
      await expect(budgets.reserve(asking('d', -1n))).rejects.toThrow(RangeError);
      await expect(budgets.reserve(asking('d', 1n, -1n))).rejects.toThrow(RangeError);
    });

    test('it is ready', async () => {
      await expect((await opened()).budgets.ready()).resolves.toBeUndefined();
    });
  });
}
