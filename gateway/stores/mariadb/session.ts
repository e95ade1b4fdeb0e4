/** Which of the two servers speaks: they name a few settings differently. */
export type Flavour = 'mariadb' | 'mysql';

export const flavourOf = (version: string): Flavour => (/mariadb/i.test(version) ? 'mariadb' : 'mysql');

/** Texts are ordered by at most so many of their bytes. What is longer and begins alike comes in no certain order. */
const sortedBytes = 16_384;
/** A sort wants room for some fifteen of its longest keys, of as many terms as an order may have. */
const sortRoom = sortedBytes * 16 * 32;

/** How every session is set, whatever the account or the server says; each as `@@session` tells it. */
export const settingsFor = (flavour: Flavour, timeoutMs: number): Readonly<Record<string, string>> => ({
  sql_mode: 'STRICT_ALL_TABLES',
  time_zone: '+00:00',
  sql_select_limit: '18446744073709551615',
  sql_auto_is_null: '0',
  sql_big_selects: '1',
  max_sort_length: String(sortedBytes),
  sort_buffer_size: String(sortRoom),
  ...(flavour === 'mariadb'
    ? {
        // A long list stays a list: what the server would make of it compares otherwise.
        in_predicate_conversion_threshold: '0',
        max_statement_time: (timeoutMs / 1000).toFixed(6),
      }
    : { max_execution_time: String(timeoutMs) }),
});

const readOnly: Readonly<Record<Flavour, string>> = { mariadb: 'tx_read_only', mysql: 'transaction_read_only' };

const literal = (value: string): string => (/^[\d.]+$/.test(value) ? value : `'${value}'`);

/** Statements that set a session. */
export const setSession = (flavour: Flavour, timeoutMs: number): readonly string[] => [
  `set ${Object.entries(settingsFor(flavour, timeoutMs))
    .map(([name, value]) => `session ${name} = ${literal(value)}`)
    .join(', ')}`,
  'set session transaction read only',
];

/** One row of what a session is set to, to be held to `isSettled`. */
export const checkSession = (flavour: Flavour, timeoutMs: number): string =>
  `select ${[...Object.keys(settingsFor(flavour, timeoutMs)), readOnly[flavour], ...characters]
    .map((name) => `convert(@@session.${name} using utf8mb4)`)
    .join(', ')}`;

const characters = ['character_set_client', 'character_set_connection', 'character_set_results'];

/** A switch is told as a word or as a digit. */
const switches: Readonly<Record<string, string>> = { ON: '1', OFF: '0' };
export const isSettled = (flavour: Flavour, timeoutMs: number, found: readonly unknown[]): boolean => {
  const expected = expectedSession(flavour, timeoutMs);
  const told = found.map((cell) => switches[String(cell)] ?? String(cell));
  return told.length === expected.length && expected.every((value, at) => value === told[at]);
};

/** What `checkSession` finds where all is as asked: a proxy between may have dropped the settings. */
const expectedSession = (flavour: Flavour, timeoutMs: number): readonly string[] => [
  ...Object.values(settingsFor(flavour, timeoutMs)),
  '1',
  ...characters.map(() => 'utf8mb4'),
];
