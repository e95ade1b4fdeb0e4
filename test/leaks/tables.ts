import { insert } from '../../gateway/demo/seed/insert.ts';
import { draw, type Person, people, type Variant } from './people.ts';

export interface Memo {
  readonly id: number;
  readonly person: Person;
  readonly kind: 'PRAISE' | 'GRIEVANCE';
  readonly agent: string;
  /** What a redacted text still says. */
  readonly codeword: string;
  readonly text: string;
}

export interface Parcel {
  readonly id: number;
  readonly person: Person;
  readonly status: 'PACKED' | 'SHIPPED' | 'LOST';
  readonly total: string;
  readonly street: string;
  readonly destination: string;
}

export interface Vault {
  readonly id: number;
  readonly person: Person;
  readonly grade: 'IRON' | 'STEEL';
  readonly contents: string;
}

/** All that one world's database holds. */
export interface World {
  readonly people: readonly Person[];
  readonly memos: readonly Memo[];
  readonly parcels: readonly Parcel[];
  readonly vaults: readonly Vault[];
}

export const agents = ['agent-amber', 'agent-birch', 'agent-cedar'] as const;

export function world(variant: Variant): World {
  const all = people(variant);
  return {
    people: all,
    memos: [...memos(all.slice(0, 12), variant), ...extraMemos(all, variant)],
    parcels: parcels(all, variant),
    vaults: all.flatMap((person, at) => (at % 2 === 0 || variant === 'b' ? [vault(person, at, variant)] : [])),
  };
}

const memos = (all: readonly Person[], variant: Variant): readonly Memo[] =>
  all.flatMap((person, at) => [0, 1].map((turn) => memo(person, 2 * at + turn, variant)));

/** In the other world somebody whom neither clerk nor agent may read wrote and was written about. */
const extraMemos = (all: readonly Person[], variant: Variant): readonly Memo[] =>
  variant === 'a' ? [] : all.slice(12).map((person, at) => ({ ...memo(person, 100 + at, variant), agent: agents[2] }));

function memo(person: Person, at: number, variant: Variant): Memo {
  // An agent reads memos about people whom nobody else may know: what stays of their text is the same in both worlds.
  const codeword = `memo${draw(`memo ${at} ${at < 100 ? '' : variant}`).word(10)}`;
  const { name, phone, email, nationalId, address } = person;
  const said = [
    `${name} called from ${phone}`,
    `wrote from ${email}`,
    `papers ${nationalId ?? '11010519491231002X'}`,
    `at home: ${address}`,
  ];
  return {
    id: 5000 + at,
    person,
    kind: at % 2 === 0 ? 'PRAISE' : 'GRIEVANCE',
    agent: agents[at % 3] ?? agents[0],
    codeword,
    text: `${codeword}. ${said.join('; ')}.`,
  };
}

function parcels(all: readonly Person[], variant: Variant): readonly Parcel[] {
  const hidden = all.filter(({ branch }) => branch === 'east');
  return all.flatMap((person, at) => {
    const unseen = person.branch === 'east';
    if (at >= 12) return [parcel(person, 7000 + at, 'LOST', variant)];
    // A parcel of somebody unreadable may be anybody's of them.
    const whose = unseen && variant === 'b' ? (hidden[(at + 1) % 4] ?? person) : person;
    return [
      parcel(whose, 6000 + at, 'SHIPPED', variant),
      parcel(whose, 6100 + at, at % 2 === 0 ? 'PACKED' : 'LOST', variant),
    ];
  });
}

/** A lost parcel is nobody's to read; of the others a clerk sees the city and a courier all. */
function parcel(person: Person, id: number, status: Parcel['status'], variant: Variant): Parcel {
  const own = draw(`parcel ${id} ${status === 'SHIPPED' ? '' : variant}`);
  const city = draw(`parcel city ${id} ${status === 'LOST' ? variant : ''}`).word(9);
  const street = `${own.digits(3)} ${own.word(9).toUpperCase().slice(0, 1)}${own.word(10).slice(1)} Street`;
  return {
    id,
    person,
    status,
    total: `${draw(`total ${id} ${variant}`).below(90_000) + 10_000}.${draw(`cents ${id} ${variant}`).digits(2)}`,
    street,
    destination: `${street}, ${city.slice(0, 1).toUpperCase()}${city.slice(1)}, IL 62701, US`,
  };
}

const vault = (person: Person, at: number, variant: Variant): Vault => ({
  id: 8000 + at,
  person,
  grade: at % 3 === 0 ? 'IRON' : 'STEEL',
  contents: `vault-${draw(`vault ${at} ${variant}`).word(12)}`,
});

const schema = `
create schema crm; create schema shop;
create table crm.people (id text primary key, name text, mood text, birth_date date, national_id text, tel_raw text,
  email text, address text, branch text, town text, ip text, balance numeric(12, 2), code_hidden text, plain_secret text,
  referrer_id text, contact_line text generated always as (tel_raw || ' ' || email) stored);
create table crm.memos (id integer primary key, person_id text, kind text, agent text, text text);
create table crm.vaults (id integer primary key, person_id text, grade text, contents text);
create table shop.parcels (id integer primary key, person_id text, status text, total numeric(12, 2), destination text)`;

/** SQL that fills an empty PostgreSQL with a world. */
export function* worldStatements(filled: World): Iterable<string> {
  yield schema;
  yield* rowStatements(filled);
}

/** SQL that fills the tables of a world. */
export function* rowStatements({ people: all, memos: said, parcels: sent, vaults: kept }: World): Iterable<string> {
  const personColumns =
    'id, name, mood, birth_date, national_id, tel_raw, email, address, branch, town, ip, balance, code_hidden, plain_secret, referrer_id';
  yield* insert(
    'crm.people',
    personColumns.split(', '),
    all.map((p) => [
      p.id,
      p.name,
      p.mood,
      p.birthDate,
      p.nationalId,
      p.phone,
      p.email,
      p.address,
      p.branch,
      p.town,
      p.ip,
      p.balance,
      p.secretCode,
      p.unnamed,
      p.referrer,
    ]),
  );
  yield* insert(
    'crm.memos',
    ['id', 'person_id', 'kind', 'agent', 'text'],
    said.map((m) => [m.id, m.person.id, m.kind, m.agent, m.text]),
  );
  yield* insert(
    'crm.vaults',
    ['id', 'person_id', 'grade', 'contents'],
    kept.map((v) => [v.id, v.person.id, v.grade, v.contents]),
  );
  yield* insert(
    'shop.parcels',
    ['id', 'person_id', 'status', 'total', 'destination'],
    sent.map((p) => [p.id, p.person.id, p.status, p.total, p.destination]),
  );
}
