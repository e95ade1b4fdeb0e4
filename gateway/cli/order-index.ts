import { createHash } from 'node:crypto';
import type { Entity } from '../../schema/catalogue/catalogue.ts';
import { hashIndex as mariadbHashIndex } from '../stores/sql/mariadb/hash.ts';
import { quoteTable as quoteMariadbTable } from '../stores/sql/mariadb/quote.ts';
import { byCodePoint } from '../stores/sql/expressions.ts';
import { hashExpression } from '../stores/sql/hash.ts';
import { quote, quoteTable } from '../stores/sql/quote.ts';

/** What makes rows come in a keyed order without sorting them, in the words of one kind of store. */
export interface OrderIndex {
  readonly table: (entity: Entity) => string;
  /** What the table wants; `SALT` stands for the recipient's. */
  readonly wants: (entity: Entity) => string;
  /** The statement that makes it. */
  readonly made: (entity: Entity, salt: string) => string;
}

const tableOf = ({ table }: Entity): string => quoteTable(table.schema, table.name);

const expressionOf = ({ key }: Entity, salt: string): string =>
  byCodePoint(hashExpression(`'${salt}'`, quote(key.column), `key:${key.type}`));

const postgres: OrderIndex = {
  table: tableOf,
  wants: (entity) => `an index on ((${expressionOf(entity, 'SALT')}))`,
  made: (entity, salt) => {
    // The name says which salt it is without telling it.
    const mark = createHash('sha256').update(`${entity.name} ${salt}`).digest('hex').slice(0, 12);
    const expression = expressionOf(entity, salt);
    return `create index concurrently if not exists ${quote(`scrim_order_${mark}`)} on ${tableOf(entity)} ((${expression}));`;
  },
};

/** MariaDB has no index on an expression: a column that it computes has one. */
const mariadb: OrderIndex = {
  table: ({ table }) => quoteMariadbTable(table.schema, table.name),
  wants: ({ key }) =>
    `a generated column with an index (of a key \`${key.column}\` that is not AUTO_INCREMENT: MariaDB computes nothing from one)`,
  made: ({ table, key }, salt) => {
    const made = mariadbHashIndex(table, key, salt);
    if (key.type !== 'uuid') return made;
    return `${made}\n-- instead, where the key is BINARY(16): ${mariadbHashIndex(table, { ...key, type: 'bytes' }, salt)}`;
  },
};

const byKind: Readonly<Record<string, OrderIndex>> = { postgres, pglite: postgres, mariadb };

/** By the kind of store that an entity lies in. */
export const orderIndex = (kind: string | undefined): OrderIndex => byKind[kind ?? ''] ?? postgres;
