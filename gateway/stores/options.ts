import { z } from 'zod';
import { sslModes } from '../postgres/address.ts';
import { restOptions } from './rest/options.ts';

const port = z.int().min(1).max(65535);
const path = z.string().min(1);

const pglite = z.strictObject({
  kind: z.literal('pglite').describe('An embedded PostgreSQL in the data folder.'),
  database: z
    .string()
    .regex(/^[a-z0-9][a-z0-9_-]{0,62}$/, 'use 1 to 63 of a-z, 0-9, `-` and `_`')
    .describe('Its folder in the data folder. Stores that name the same one share it.'),
  dump: path
    .optional()
    .describe(
      'What a new one is filled with, once: a plain dump (pg_dump), or the files that PGlite dumps; also gzipped.',
    ),
});

/** What a store on a server of its own is told by, whichever server it is. */
const served = {
  host: z.string().min(1).optional().describe('A name, an address, or the place of a Unix socket.'),
  port: port.optional(),
  database: z.string().min(1).optional(),
  user: z.string().min(1).optional(),
  password: z.string().optional().describe('Better from the environment: ${NAME}.'),
  sslmode: z
    .enum(sslModes)
    .optional()
    .describe('`verify-full`, save on the loopback address or a Unix socket, where it is `disable`.'),
  sslrootcert: path
    .optional()
    .describe('A file of certificates to trust (PEM); the ones Node knows where there is none.'),
  sslcert: path.optional().describe('A certificate to show to the server (PEM).'),
  sslkey: path.optional().describe('The key of `sslcert` (PEM).'),
  poolSize: z.int().min(1).max(1000).default(10).describe('The greatest number of connections.'),
  timeoutMs: z.int().min(1).default(10_000).describe('How long a statement may take.'),
  connectTimeoutMs: z.int().min(1).default(5_000).describe('How long to wait for a connection.'),
};

interface Served {
  readonly url?: string | undefined;
  readonly host?: string | undefined;
  readonly port?: number | undefined;
  readonly database?: string | undefined;
  readonly user?: string | undefined;
  readonly password?: string | undefined;
  readonly sslcert?: string | undefined;
  readonly sslkey?: string | undefined;
}

/** An address is written in one way, and whole. */
const whole = <S extends z.ZodType<Served>>(schema: S): S =>
  schema
    .refine((store) => (store.url === undefined) !== (store.host === undefined), {
      message: 'give either `url`, or `host` with `database` and `user`',
    })
    .refine((store) => store.url === undefined || noneOf(store.port, store.database, store.user, store.password), {
      message: 'port, database, user and password are in the `url`: give them there only',
    })
    .refine((store) => store.url !== undefined || (store.database !== undefined && store.user !== undefined), {
      message: 'give `database` and `user` beside `host`',
    })
    .refine((store) => (store.sslcert === undefined) === (store.sslkey === undefined), {
      message: 'give `sslcert` and `sslkey` together',
    });

const postgres = whole(
  z.strictObject({
    kind: z.literal('postgres').describe('PostgreSQL 14 or later, by its address or by host and database.'),
    url: z.string().optional().describe('postgres://NAME:PASSWORD@HOST:PORT/DATABASE?sslmode=verify-full'),
    ...served,
    pooler: z
      .boolean()
      .default(false)
      .describe('A pooler stands between (PgBouncer …): each statement brings its settings, and none is prepared.'),
  }),
);

const mariadb = whole(
  z.strictObject({
    kind: z.literal('mariadb').describe('MariaDB 10.6 or later, or MySQL 8, by its address or by host and database.'),
    url: z.string().optional().describe('mariadb://NAME:PASSWORD@HOST:PORT/DATABASE?sslmode=verify-full; or mysql://'),
    ...served,
  }),
);

const noneOf = (...values: readonly unknown[]): boolean => values.every((value) => value === undefined);

/** One store of the `stores` section of gateway.yaml. */
export const storeOptions = z.discriminatedUnion('kind', [pglite, postgres, mariadb, restOptions]);

export type StoreOptions = z.infer<typeof storeOptions>;
export type PostgresOptions = Extract<StoreOptions, { kind: 'postgres' }>;
