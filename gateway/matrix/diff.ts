import { type Part, compareCells, compareEntities, text } from './compare.ts';
import { compareFields, compareHolders, compareLimits, comparePurposes } from './compare-facts.ts';
import { type Direction, together } from './direction.ts';
import type { Matrix } from './matrix.ts';

/** What a change does, the most urgent to look at first. `differs`: it could be wider. `changes`: words and dates of reviews. */
export const changeKinds = ['widens', 'adds', 'differs', 'narrows', 'removes', 'changes'] as const;
export type ChangeKind = (typeof changeKinds)[number];

const changeScopes = ['role', 'agreement', 'purpose', 'entity', 'cell', 'field', 'source', 'limit'] as const;

/** One place of the matrix, or of what it is read by, that another policy or catalogue changes. */
export interface Change {
  readonly kind: ChangeKind;
  readonly scope: (typeof changeScopes)[number];
  /** Where it is about somebody: the key of a holder, and their purpose. */
  readonly holder?: string;
  readonly purpose?: string;
  /** The field, entity, role, agreement, purpose or limit. */
  readonly name: string;
  readonly parts: readonly Part[];
}

type Place = Omit<Change, 'kind' | 'parts'>;

/** Every change between two matrices, sorted. Swapped, each is its own opposite; between equal ones there is none. */
export function diff(from: Matrix, to: Matrix): readonly Change[] {
  const tiers = [from.tiers, to.tiers];
  const rows = [
    new Map(from.fields.map((one) => [one.coordinate, one])),
    new Map(to.fields.map((one) => [one.coordinate, one])),
  ];
  const ladders = (coordinate: string) =>
    rows.flatMap((map) => (map.has(coordinate) ? [map.get(coordinate)?.ladder ?? []] : []));
  const changes = [
    ...paired(
      from.holders,
      to.holders,
      (one) => ({ scope: one.kind, name: one.key }),
      (a, b) => (a && b ? compareHolders(a, b, tiers) : []),
    ),
    ...paired(
      from.purposes,
      to.purposes,
      ({ name }) => ({ scope: 'purpose', name }),
      (a, b) => (a && b ? comparePurposes(a, b, tiers) : []),
    ),
    ...paired(
      from.entities,
      to.entities,
      ({ entity, holder, purpose }) => ({ scope: 'entity', holder, purpose, name: entity }),
      compareEntities,
    ),
    ...paired(
      from.cells,
      to.cells,
      ({ coordinate, holder, purpose }) => ({ scope: 'cell', holder, purpose, name: coordinate }),
      (a, b) => compareCells(a, b, ladders((a ?? b)?.coordinate ?? '')),
    ),
    // What only one catalogue has is in no cell of the other: the cells say it.
    ...inBoth(
      paired(
        from.fields,
        to.fields,
        ({ coordinate }) => ({ scope: 'field', name: coordinate }),
        (a, b) => (a && b ? compareFields(a, b, tiers) : []),
      ),
    ),
    ...inBoth(
      paired(
        Object.entries(from.sources),
        Object.entries(to.sources),
        ([name]) => ({ scope: 'source', name }),
        (a, b) => text('source', a?.[1], b?.[1], 'either'),
      ),
    ),
    ...paired(
      Object.keys(from.limits),
      Object.keys(to.limits),
      (name) => ({ scope: 'limit', name }),
      (a = '') => compareLimits(from.limits, to.limits, a),
    ),
  ];
  return changes.sort(
    (a, b) => changeKinds.indexOf(a.kind) - changeKinds.indexOf(b.kind) || compare(orderOf(a), orderOf(b)),
  );
}

/** Whether somebody may see more afterwards, or nobody can say that they do not. */
export const isWider = ({ kind }: Pick<Change, 'kind'>): boolean =>
  kind === 'widens' || kind === 'adds' || kind === 'differs';

const inBoth = (changes: readonly Change[]): readonly Change[] =>
  changes.filter(({ kind }) => kind !== 'adds' && kind !== 'removes');

const keyOf = ({ scope, holder, purpose, name }: Place): string => JSON.stringify([scope, holder, purpose, name]);
const orderOf = (place: Place): string =>
  [place.holder ?? '', place.purpose ?? '', changeScopes.indexOf(place.scope), place.name].join('\u0000');
const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** What stands at the same place in both, side by side, and what came of it. */
function paired<T>(
  from: readonly T[],
  to: readonly T[],
  placeOf: (one: T) => Place,
  parts: (from: T | undefined, to: T | undefined) => readonly Part[],
): readonly Change[] {
  const places = new Map([...from, ...to].map((one) => [keyOf(placeOf(one)), placeOf(one)]));
  const before = new Map(from.map((one) => [keyOf(placeOf(one)), one]));
  const after = new Map(to.map((one) => [keyOf(placeOf(one)), one]));
  return [...places].flatMap(([key, place]): readonly Change[] => {
    const found = parts(before.get(key), after.get(key));
    const kind = kindOf(before.has(key), after.has(key), found);
    return kind === undefined ? [] : [{ kind, ...place, parts: found }];
  });
}

const kinds: Readonly<Record<Direction, ChangeKind>> = {
  same: 'changes',
  wider: 'widens',
  narrower: 'narrows',
  either: 'differs',
};

function kindOf(was: boolean, is: boolean, parts: readonly Part[]): ChangeKind | undefined {
  if (was !== is) return is ? 'adds' : 'removes';
  return parts.length === 0 ? undefined : kinds[together(parts.map(({ direction }) => direction))];
}
