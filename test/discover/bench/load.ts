import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import mysql from 'mysql2/promise';
import { Client } from 'pg';

export interface Servers {
  /** An address of each server, with an account that may create databases. */
  readonly postgres: string;
  readonly mariadb: string;
}

export interface Loaded {
  readonly url: string;
  readonly drop: () => Promise<void>;
}

/** Loads a dump into a database of its own, on the server whose SQL it is written in. */
export function loadDump(servers: Servers, file: string, name: string): Promise<Loaded> {
  const bytes = readFileSync(file);
  const text = (file.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8');
  const mariadb = /\bENGINE\s*=|^USE |AUTO_INCREMENT/im.test(text);
  return mariadb ? loadMariadb(servers.mariadb, text, name) : loadPostgres(servers.postgres, text, name);
}

const to = (server: string, database: string): string => {
  const url = new URL(server);
  url.pathname = `/${database}`;
  return url.toString();
};

export async function loadPostgres(server: string, text: string, name: string): Promise<Loaded> {
  await onPostgres(server, `drop database if exists ${name}`, `create database ${name}`);
  const url = to(server, name);
  await onPostgres(url, text);
  return { url, drop: () => onPostgres(server, `drop database if exists ${name}`) };
}

async function onPostgres(url: string, ...texts: readonly string[]): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    for (const text of texts) await client.query(text);
  } finally {
    await client.end();
  }
}

/** A dump may create and name its own schema: it becomes the database of this name. */
async function loadMariadb(server: string, text: string, name: string): Promise<Loaded> {
  const own = /^USE\s+`?(\w+)`?\s*;/im.exec(text)?.[1];
  const named = own === undefined ? text : text.replaceAll(new RegExp(`\\b${own}\\b`, 'g'), name);
  await onMariadb(server, [`drop database if exists ${name}`, `create database ${name} character set utf8mb4`]);
  const url = to(server, name);
  await onMariadb(url, statementsOf(named));
  return { url, drop: () => onMariadb(server, [`drop database if exists ${name}`]) };
}

async function onMariadb(url: string, texts: readonly string[]): Promise<void> {
  const client = await mysql.createConnection({ uri: url.replace(/^mariadb:/, 'mysql:'), multipleStatements: true });
  try {
    for (const text of texts) await client.query(text);
  } finally {
    await client.end();
  }
}

/** `DELIMITER` is a word of the client: what stands between two of them ends with another sign. */
function statementsOf(text: string): readonly string[] {
  const parts = text.split(/^DELIMITER\s+(\S+)\s*$/im);
  return parts.flatMap((part, at) => {
    if (at % 2 === 1) return [];
    const sign = at === 0 ? ';' : (parts[at - 1] ?? ';');
    const some = sign === ';' ? [part] : part.split(sign);
    return some.filter((one) => one.replace(/^\s*(?:--.*|\/\*!?.*\*\/;?)$/gm, '').trim() !== '');
  });
}
