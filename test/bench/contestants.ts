import { join } from 'node:path';
import { asksPostGraphile, fromPostGraphile } from './postgraphile.ts';
import type { Question, Variables } from './questions.ts';
import { pathOf } from './raw/path.ts';
import type { Json } from './truth.ts';

/** Somebody in the race: a server's file, and how it is asked. */
export interface Contestant {
  readonly name: ContestantName;
  readonly what: string;
  /** The packages that it is made of, beside Node's own. */
  readonly libraries: readonly string[];
  readonly file: string;
  /** Whether phone, e-mail and birth date are masked. */
  readonly masked: boolean;
  /** Whether its libraries are those of `peers/package.json`. */
  readonly peer: boolean;
  readonly path: (question: Question) => string;
  readonly body: (question: Question, variables: Variables) => unknown;
  /** Its data in the form that the others have. */
  readonly normal: (data: Json) => Json;
}

export const contestantNames = ['A', 'A2', 'Yoga', 'Shield', 'Mercurius', 'PostGraphile', 'Scrim'] as const;
export type ContestantName = (typeof contestantNames)[number];

const at = (path: string): string => join(import.meta.dirname, path);

const raw = {
  libraries: ['pg'],
  masked: false,
  peer: false,
  path: ({ name }: Question) => pathOf(name),
  body: (_: Question, variables: Variables) => ({ variables }),
  normal: (data: Json) => data,
};
const graphql = {
  masked: false,
  peer: true,
  path: () => '/graphql',
  body: ({ document }: Question, variables: Variables) => ({ query: document, variables }),
  normal: (data: Json) => data,
};

export const contestants: Readonly<Record<ContestantName, Contestant>> = {
  A: { ...raw, name: 'A', what: 'node:http, JSON made in PostgreSQL', file: at('raw/json-child.ts') },
  A2: { ...raw, name: 'A2', what: 'node:http, rows and JSON.stringify', file: at('raw/rows-child.ts') },
  Yoga: {
    ...graphql,
    name: 'Yoga',
    what: 'resolvers and batches by DataLoader',
    libraries: ['graphql-yoga', '@pothos/core', 'dataloader'],
    file: at('peers/yoga-child.ts'),
  },
  Shield: {
    ...graphql,
    name: 'Shield',
    what: 'the same with rules, masks in resolvers, an awaited audit insert',
    libraries: ['graphql-shield', 'graphql-yoga', '@pothos/core', 'dataloader'],
    file: at('peers/shield-child.ts'),
    masked: true,
  },
  Mercurius: {
    ...graphql,
    name: 'Mercurius',
    what: 'loaders, compiled by its JIT',
    libraries: ['mercurius', 'fastify'],
    file: at('peers/mercurius-child.ts'),
  },
  PostGraphile: {
    ...graphql,
    name: 'PostGraphile',
    what: 'its amber preset on the tables',
    libraries: ['postgraphile'],
    file: at('peers/postgraphile-child.ts'),
    body: ({ name }, variables) => asksPostGraphile(name, variables),
    normal: fromPostGraphile,
  },
  Scrim: {
    ...graphql,
    name: 'Scrim',
    what: 'token verified, fields masked, record durable',
    libraries: [],
    file: at('scrim/scrim-child.ts'),
    masked: true,
    peer: false,
  },
};

/** The gateway without a record: no configuration can ask for it, only a process of the race is so. */
export const unrecorded: Contestant = { ...contestants.Scrim, file: at('scrim/unrecorded-child.ts') };

/** A request as it goes over the wire. */
export function requestBytes(path: string, headers: Readonly<Record<string, string>>, body: unknown): Buffer {
  const text = JSON.stringify(body);
  const lines = Object.entries({
    host: '127.0.0.1',
    'content-type': 'application/json',
    accept: 'application/json',
    'content-length': String(Buffer.byteLength(text)),
    ...headers,
  }).map(([name, value]) => `${name}: ${value}\r\n`);
  return Buffer.from(`POST ${path} HTTP/1.1\r\n${lines.join('')}\r\n${text}`);
}
