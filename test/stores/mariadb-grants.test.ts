import { describe, expect, test } from 'vitest';
import { covers, type Grant, readGrants } from '../../gateway/stores/mariadb/grants.ts';
import { accountOf, writesOf } from '../../gateway/stores/mariadb/powers.ts';

const read = (...lines: readonly string[]): readonly Grant[] => readGrants(lines).grants;
const powers = (lines: readonly string[]): readonly string[] =>
  accountOf(readGrants(lines), [{ database: 'shop', name: 'orders' }], [{ schema: 'shop', name: 'orders' }]).powers;

describe('what `show grants` tells', () => {
  test('is read word for word, with columns and whatever names hold', () => {
    expect(
      read(
        "GRANT USAGE ON *.* TO `r`@`%` IDENTIFIED BY PASSWORD '*94BDCEBE19083CE2A1F959FD02F964C7AF4CFC29'",
        'GRANT SELECT (`a`, `b``, INSERT ON ``x`), INSERT, UPDATE (`c`) ON `shop`.`or ON ``ders` TO `r`@`%` WITH GRANT OPTION',
        'GRANT SELECT, SHOW VIEW ON `sh\\_op`.* TO `r`@`%`',
        'GRANT EXECUTE ON PROCEDURE `shop`.`orders` TO `r`@`%`',
        'GRANT ALL PRIVILEGES ON *.* TO `r`@`%` REQUIRE SSL WITH MAX_QUERIES_PER_HOUR 1 GRANT OPTION',
      ),
    ).toEqual([
      { privileges: ['USAGE'], onColumns: [] },
      {
        privileges: ['INSERT', 'GRANT OPTION'],
        onColumns: ['SELECT', 'UPDATE'],
        database: 'shop',
        table: 'or ON `ders',
      },
      { privileges: ['SELECT', 'SHOW VIEW'], onColumns: [], database: 'sh\\_op' },
      { privileges: ['EXECUTE'], onColumns: [], database: 'shop' },
      { privileges: ['ALL PRIVILEGES', 'GRANT OPTION'], onColumns: [] },
    ]);
  });

  test.each([
    ['shop', 'shop', true],
    ['sh%', 'shop', true],
    ['sh_p', 'shop', true],
    ['sh\\_p', 'shop', false],
    ['sh\\_p', 'sh_p', true],
    ['s.*', 'shop', false],
    ['%', 'shop', true],
    ['SHOP', 'shop', false],
  ])('is about the databases of the pattern %s: is %s one of them? %s', (database, name, expected) => {
    expect(covers({ privileges: [], onColumns: [], database }, name, 'orders')).toBe(expected);
  });

  test('is in words what the account may do, and nothing where it may only read', () => {
    expect(powers(['GRANT USAGE ON *.* TO `r`@`%`', 'GRANT SELECT, SHOW VIEW ON `shop`.* TO `r`@`%`'])).toEqual([]);
    expect(
      powers(['GRANT FILE, REPLICATION CLIENT ON *.* TO `r`@`%`', 'GRANT DELETE, EVENT ON `other`.* TO `r`@`%`']),
    ).toEqual([
      'may read and write files of the server',
      'may use `REPLICATION CLIENT`',
      'may delete in `other`',
      'may make events in `other`',
    ]);
    expect(powers(["GRANT PROXY ON ''@'%' TO 'r'@'%'"])).toEqual(['may act as another account']);
    expect(powers(['GRANT SELECT, SUPER ON *.* TO `r`@`%`'])).toEqual(['is a superuser']);
  });

  test('names what gives something that nobody here knows', () => {
    expect(powers(['GRANT `boss`@`%` TO `r`@`%`'])).toEqual([
      'has the role `boss`, of which the server does not say what it gives',
    ]);
    expect(
      powers(['GRANT `boss` TO `r`@`%`', 'GRANT USAGE ON *.* TO `boss`', 'SET DEFAULT ROLE `boss` FOR `r`@`%`']),
    ).toEqual([]);
    const strange = 'has grants that cannot be read here: see `show grants`';
    expect(powers(['GRANT insert ON shop.orders TO r'])).toEqual([strange]);
    expect(powers(['GRANT SELECT, ? ON `shop`.* TO `r`@`%`'])).toEqual([strange]);
  });

  test('writes in a table by every grant that is about it', () => {
    const orders = { database: 'shop', name: 'orders' };
    const writes = (...lines: readonly string[]): readonly string[] => writesOf(readGrants(lines), orders);
    expect(writes('GRANT SELECT, UPDATE (`a`) ON `shop`.`orders` TO `r`@`%`')).toEqual(['update']);
    expect(writes('GRANT DROP ON `shop`.* TO `r`@`%`', 'GRANT INSERT ON *.* TO `r`@`%`')).toEqual([
      'insert',
      'truncate',
    ]);
    expect(writes('GRANT ALL PRIVILEGES ON `s%`.* TO `r`@`%`')).toEqual(['insert', 'update', 'delete', 'truncate']);
    expect(writes('GRANT DELETE ON `shop`.`items` TO `r`@`%`')).toEqual([]);
  });
});
