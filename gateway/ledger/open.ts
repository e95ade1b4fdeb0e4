import { resolve } from 'node:path';
import { z } from 'zod';
import type { Ledger } from '../../plugins/audit/port.ts';
import { fileLedger } from './file.ts';
import { FileReferences } from './file-references.ts';
import { pgClient } from './pg-client.ts';
import type { OnFault } from './port.ts';
import { postgresLedger } from './postgres.ts';
import { postgresReferences } from './postgres-references.ts';
import type { ReferenceIndex } from './references.ts';

const fileSettings = z.strictObject({
  kind: z.literal('file').describe('A folder of append-only files, for one gateway process.'),
  folder: z.string().min(1).optional().describe('The folder, `ledger` in the data folder if it is left out.'),
});

const postgresSettings = z.strictObject({
  kind: z.literal('postgres').describe('A table of a PostgreSQL, shared by all replicas.'),
  url: z
    .string()
    .regex(/^postgres(ql)?:\/\//, 'must begin with `postgres://`')
    .describe('The address of the database.'),
  schema: z
    .string()
    .regex(/^[a-z_][a-z0-9_]{0,62}$/, 'must be a lower-case name')
    .optional()
    .describe("The schema of the ledger's tables; without it the first of the role's search path."),
});

/** `ledger` in gateway.yaml: where records are made durable. */
export const ledgerSettings = z.discriminatedUnion('kind', [fileSettings, postgresSettings]);

export type LedgerSettings = z.infer<typeof ledgerSettings>;

export interface OpenedLedger {
  readonly ledger: Ledger;
  /** For `referencer`; to be closed before the ledger. */
  readonly index: ReferenceIndex;
}

export interface LedgerSurroundings {
  /** The data folder. */
  readonly data: string;
  /** What a relative `folder` is relative to. */
  readonly base: string;
  readonly onFault: OnFault;
}

type Openers = {
  readonly [K in LedgerSettings['kind']]: (
    settings: Extract<LedgerSettings, { readonly kind: K }>,
    around: LedgerSurroundings,
  ) => Promise<OpenedLedger>;
};

const openers: Openers = {
  file: async (settings, { data, base, onFault }) => {
    const folder = settings.folder === undefined ? resolve(data, 'ledger') : resolve(base, settings.folder);
    const ledger = await fileLedger({ folder, onFault });
    return { ledger, index: new FileReferences({ folder, durable: ledger.durable, onFault }) };
  },
  postgres: async ({ url, schema }, { base, onFault }) => {
    const sql = pgClient({ url, base, onFault });
    const where = { sql, ...(schema === undefined ? {} : { schema }) };
    return { ledger: postgresLedger({ ...where, onFault }), index: postgresReferences(where) };
  },
};

/** Opens the ledger of gateway.yaml. @throws LedgerUnusable; a PostgreSQL that is away is waited for by `ready`. */
export const openLedger = (settings: LedgerSettings, around: LedgerSurroundings): Promise<OpenedLedger> =>
  (openers[settings.kind] as (settings: LedgerSettings, around: LedgerSurroundings) => Promise<OpenedLedger>)(
    settings,
    around,
  );
