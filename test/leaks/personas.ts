import type { Canary } from './canaries.ts';
import type { Memo, Parcel, World } from './tables.ts';
import type { Person } from './people.ts';

/** Somebody who asks, and exactly what they may be shown. */
export interface Persona {
  readonly roles: readonly string[];
  readonly subject: string;
  readonly purpose: string | undefined;
  readonly sees: Sees;
}

/** What of each cell of a row may be shown: nothing where a cell is not named. */
interface Sees {
  readonly person?: (row: Person) => Partial<Record<PersonCell, string>> | undefined;
  readonly memo?: (row: Memo) => Partial<Record<'codeword' | 'agent', string>> | undefined;
  readonly parcel?: (row: Parcel) => Partial<Record<'total' | 'destination', string>> | undefined;
  readonly vaults?: true;
}

const personCells = [
  'id',
  'name',
  'birthDate',
  'nationalId',
  'phone',
  'email',
  'address',
  'town',
  'ip',
  'balance',
  'secretCode',
] as const;
type PersonCell = (typeof personCells)[number];

const whole = (row: Person): Partial<Record<PersonCell, string>> =>
  Object.fromEntries(personCells.map((cell) => [cell, row[cell] ?? '']));

const cityOf = (address: string): string => (address.includes('省') ? '浙江省杭州市' : (address.split(', ')[1] ?? ''));
const yearOf = (date: string): string => `${date.slice(0, 4)}-01-01`;
const familyOf = ({ name, family }: Person): string => (name.includes(' ') ? `*** ${family}` : `${family}***`);

const northern: NonNullable<Sees['person']> = (row) =>
  row.branch === 'north'
    ? {
        id: row.id,
        town: row.town,
        name: familyOf(row),
        birthDate: yearOf(row.birthDate),
        phone: `****${row.phone.slice(-4)}`,
        email: `${row.email.slice(0, 1)}***${row.email.slice(row.email.indexOf('@'))}`,
        address: cityOf(row.address),
        ip: row.ip.replace(/\d+$/, '0'),
        balance: `${Math.round(Number(row.balance) / 100) * 100}`,
      }
    : undefined;
const southern: NonNullable<Sees['person']> = (row) =>
  row.branch === 'south' ? { address: cityOf(row.address) } : undefined;
const cityOfParcel: NonNullable<Sees['parcel']> = (row) =>
  row.status === 'LOST' ? undefined : { destination: cityOf(row.destination) };
const shipped: NonNullable<Sees['parcel']> = (row) =>
  row.status === 'SHIPPED' ? { destination: row.destination } : undefined;

const clerkSees: Sees = {
  person: northern,
  memo: (row) => (row.person.branch === 'north' ? { codeword: row.codeword } : undefined),
  parcel: cityOfParcel,
};
const agentSees = (subject: string): Sees => ({
  memo: (row) => (row.agent === subject ? { codeword: row.codeword } : undefined),
});

export const personas = {
  chief: {
    roles: ['chief'],
    subject: 'leak-chief',
    purpose: 'everything',
    sees: {
      person: whole,
      memo: (row) => ({ codeword: row.codeword }),
      parcel: (row) => ({ total: row.total, destination: row.destination }),
      vaults: true,
    },
  },
  clerk: { roles: ['clerk'], subject: 'leak-clerk', purpose: 'service', sees: clerkSees },
  archivist: {
    roles: ['clerk'],
    subject: 'leak-archivist',
    purpose: 'archive',
    sees: { person: (row) => (row.branch === 'north' ? { id: row.id, name: row.name } : undefined) },
  },
  panel: {
    roles: ['panel'],
    subject: 'leak-panel',
    purpose: 'study',
    sees: { person: (row) => ({ birthDate: yearOf(row.birthDate) }), memo: (row) => ({ codeword: row.codeword }) },
  },
  courier: {
    roles: ['courier'],
    subject: 'leak-courier',
    purpose: 'service',
    sees: { person: southern, parcel: shipped },
  },
  amber: { roles: ['agent'], subject: 'agent-amber', purpose: 'service', sees: agentSees('agent-amber') },
  birch: { roles: ['agent'], subject: 'agent-birch', purpose: 'service', sees: agentSees('agent-birch') },
  // A clerk who is a courier too: each row as the role that gives it.
  both: {
    roles: ['clerk', 'courier'],
    subject: 'leak-both',
    purpose: 'service',
    sees: {
      person: (row) => northern(row) ?? southern(row),
      memo: (row) => clerkSees.memo?.(row),
      parcel: (row) => shipped(row) ?? cityOfParcel(row),
    },
  },
  nobody: { roles: ['nobody'], subject: 'leak-nobody', purpose: undefined, sees: {} },
} as const satisfies Readonly<Record<string, Persona>>;

export type PersonaName = keyof typeof personas;
export const names = Object.keys(personas) as readonly PersonaName[];

/** Every cell of a world with what this persona may be shown of it. Nobody at all is shown what no catalogue names. */
export function canariesFor({ people, memos, parcels, vaults }: World, { sees }: Persona): readonly Canary[] {
  const shownTo = (text: string | undefined): readonly string[] => (text === undefined ? [] : [text]);
  return [
    ...people.flatMap((row) => {
      const shown = sees.person?.(row) ?? {};
      const cells = personCells.map((cell) => {
        const value = cell === 'address' ? row.street.replace(' Street', '') : (row[cell] ?? '').replace('.test', '');
        return { place: `Person.${cell} of ${row.id}`, value, shown: shownTo(shown[cell]) };
      });
      return [...cells, { place: `the unnamed column of ${row.id}`, value: row.unnamed, shown: [] }];
    }),
    ...memos.map((row) => ({
      place: `Memo.text of ${row.id}`,
      value: row.codeword,
      shown: shownTo(sees.memo?.(row)?.codeword),
    })),
    ...parcels.flatMap((row) => {
      const shown = sees.parcel?.(row) ?? {};
      return [
        { place: `Parcel.total of ${row.id}`, value: row.total, shown: shownTo(shown.total) },
        {
          place: `Parcel.destination of ${row.id}`,
          value: row.street.replace(' Street', ''),
          shown: shownTo(shown.destination),
        },
      ];
    }),
    ...vaults.map((row) => ({
      place: `Vault.contents of ${row.id}`,
      value: row.contents,
      shown: sees.vaults ? [row.contents] : [],
    })),
  ]
    .filter(({ value }) => value.length > 3)
    .map((one) => ({ ...one, shown: [...one.shown, ...spoken] }));
}

/** What surrounds values, the same everywhere. */
const spoken = ['unnamed-'];
