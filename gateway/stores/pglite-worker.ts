import { openAsBlob } from 'node:fs';
import { parentPort, workerData } from 'node:worker_threads';
import { PGlite, protocol } from '@electric-sql/pglite';
import type { Opening, Reply, Request } from './pglite-messages.ts';
import { setSession } from './postgres/session.ts';

/** The embedded database, in a thread of its own: its work would stop the event loop of whoever holds it. */
const port = parentPort;
if (!port) throw new Error('this file is the start of a worker thread');

const { serialize } = protocol;
type Parts = readonly Uint8Array[];

/** After so many statements they are all forgotten. */
const statementsKept = 500;
const prepared = new Set<string>();

const send = async (db: PGlite, parts: Parts): Promise<readonly unknown[][]> => {
  const message = Buffer.concat([...parts, serialize.sync()]);
  const { messages } = await db.execProtocol(message, { syncToFs: false });
  return messages.flatMap((one) => (one.name === 'dataRow' ? [(one as unknown as { fields: unknown[] }).fields] : []));
};

const forget = async (db: PGlite): Promise<void> => {
  prepared.clear();
  await db.exec('deallocate all');
};

type Read = Extract<Request, { kind: 'read' }>;

const read = async (db: PGlite, { name, text, values }: Read): Promise<readonly unknown[][]> => {
  if (prepared.size >= statementsKept) await forget(db);
  if (!prepared.has(name)) {
    await send(db, [serialize.parse({ name, text })]);
    prepared.add(name);
  }
  return send(db, [serialize.bind({ statement: name, values: [...values] }), serialize.execute({})]);
};

const leftOpen = Object.assign(new Error('a transaction was left open: end it with `commit`'), { code: '25001' });

/**
 * Seeding and governance write, with ordinary settings; whatever they leave behind, reads come after it in a
 * read-only session.
 */
const exec = async (db: PGlite, sql: string): Promise<readonly unknown[][]> => {
  try {
    await db.exec('reset all');
    await db.exec(sql);
    if (db.isInTransaction()) throw leftOpen;
  } finally {
    await db.exec('rollback');
    await forget(db);
    await db.exec(setSession);
  }
  return [];
};

/** Nobody reads while a dump is loaded: the session is the dump's own. */
const load = async (db: PGlite, sql: string, rows: string | undefined): Promise<readonly unknown[][]> => {
  if (rows === undefined) await db.exec(sql);
  else await db.query(sql.replace(/\bfrom\s+stdin\b/i, `from '/dev/blob'`), [], { blob: new Blob([rows]) });
  return [];
};

const answer = async (db: PGlite, request: Request): Promise<readonly unknown[][]> => {
  if (request.kind === 'read') return read(db, request);
  if (request.kind === 'exec') return exec(db, request.sql);
  if (request.kind === 'load') return load(db, request.sql, request.rows);
  await db.close();
  return [];
};

/** An error of names, grammar or transactions tells what to mend; the text of any other may hold a value. */
const failure = (error: unknown, kind: Request['kind'] | 'open'): Reply => {
  const { code, message } = error as { readonly code?: unknown; readonly message?: string };
  const state = typeof code === 'string' ? code : 'UNKNOWN';
  const told = kind === 'open' || ((kind === 'exec' || kind === 'load') && /^(0A|25|3F|42|58)/.test(state));
  return { kind: 'failed', state, ...(told && message !== undefined ? { text: message } : {}) };
};

const reply = (work: Promise<readonly unknown[][]>, kind: Request['kind'] | 'open'): Promise<void> =>
  work.then(
    (rows) => port.postMessage({ kind: 'done', rows } satisfies Reply),
    (error: unknown) => port.postMessage(failure(error, kind)),
  );

const { folder, from } = workerData as Opening;
const opened = PGlite.create({
  dataDir: folder,
  ...(from !== undefined && { loadDataDir: await openAsBlob(from) }),
}).then(async (db) => {
  await db.exec(setSession);
  return db;
});

port.on('message', (request: Request) => {
  void reply(
    opened.then((db) => answer(db, request)),
    request.kind,
  );
});
await reply(
  opened.then(() => []),
  'open',
);
