import { clearId } from '../../plugins/pseudonyms/ids.ts';
import type { Entity, Field } from '../../schema/catalogue/catalogue.ts';
import type { Disclosure } from '../../schema/terms/disclosure.ts';
import { type Cell, type Use, usesOfType, type Value } from '../../schema/terms/field.ts';
import { type FilterOperator, filterOperators } from '../../schema/terms/operators.ts';
import type { Vote } from '../../schema/terms/verdict.ts';
import { cappedWorth, rank, type Worth } from './ladder.ts';
import { holds, type Truth } from './tests.ts';
import type { Asking } from './asking.ts';

/** What a caller gets of one field on one row, for one use. */
export interface Sight {
  readonly disclosure: Worth['disclosure'];
  readonly call: string;
  readonly domain: string;
  readonly operators: readonly FilterOperator[];
  readonly orderable: boolean;
  /** Whether a surrogate is one of this field in this domain. */
  readonly open: (token: string) => boolean;
  readonly grouped: 'store' | 'mask' | 'no';
  readonly see: (value: Value, known: readonly string[] | undefined, subject?: string) => Cell;
}

/** `verdict = most generous over the grants that give this row of strictest(g, v(row))`; nothing: no grant of the row covers it. */
export function sight(
  asking: Asking,
  field: Field,
  use: Use,
  truth: Truth,
  grants = asking.opening(field.entity),
): Sight | undefined {
  const { world, asker } = asking;
  // A use is never freer than selecting.
  const votes = (use === 'select' ? [use] : ['select' as const, use]).flatMap((one) => asking.votes(field, one));
  const guards = guardsSay(field, votes, truth);
  if (guards === 'denied') return undefined;
  const given = grants
    .filter((grant) => holds(grant.rows(field.entity), truth))
    .flatMap((grant) => grant.gives(field).map((gift) => ({ grant, gift })))
    .map(({ grant, gift }) => {
      const worth = cappedWorth(world, field, gift, guards);
      const keyed = worth.disclosure === 'reduced' || worth.disclosure === 'replaced';
      return { worth, domain: keyed ? `${grant.recipient}/${asker.purpose}` : '' };
    })
    .filter(({ worth }) => field.name !== 'id' || worth.disclosure !== 'withheld')
    .sort(
      (a, b) =>
        rank(a.worth.disclosure) - rank(b.worth.disclosure) ||
        a.worth.place - b.worth.place ||
        (a.domain < b.domain ? -1 : 1),
    );
  const [best] = given;
  return best && through(asking, field, best.worth, best.domain);
}

/** The strictest of the guards' votes on this row. Row tests never vote on an id; all that a guard takes from an id closes it. */
export function guardsSay(field: Field, votes: readonly Vote[], truth: Truth): Exclude<Disclosure, 'replaced'> {
  const counted = field.name === 'id' ? votes.filter((vote) => vote.when === undefined) : votes;
  const said = counted.map((vote) => (vote.when && !holds(vote.when, truth) ? (vote.else ?? 'withheld') : vote.vote));
  const strictest = said.sort((a, b) => rank(b) - rank(a))[0] ?? 'clear';
  return field.name === 'id' && strictest !== 'clear' ? 'denied' : strictest;
}

function through(asking: Asking, field: Field, worth: Worth, domain: string): Sight {
  const operators = operatorsOf(field, worth);
  return {
    disclosure: worth.disclosure,
    call: worth.call,
    domain,
    operators,
    orderable:
      usesOfType[field.type].includes('order') &&
      (worth.disclosure === 'clear' || worth.technique?.store !== undefined),
    open: (token) => opens(asking, field, worth, domain, token),
    grouped: groupedOf(field, worth),
    see: (value, known, subject) => seen(asking, field, worth, domain, value, known, subject),
  };
}

/** By what is seen where a store can make it; by what it stands for where different values stay different. */
function groupedOf(field: Field, { disclosure, technique }: Worth): Sight['grouped'] {
  if (field.name === 'id') return disclosure === 'clear' || disclosure === 'replaced' ? 'mask' : 'no';
  if (disclosure === 'clear' || technique?.store) return 'store';
  return technique?.injective && !technique.perSubject ? 'mask' : 'no';
}

function seen(
  asking: Asking,
  field: Field,
  worth: Worth,
  domain: string,
  value: Value,
  known: readonly string[] | undefined,
  subject: string | undefined,
): Cell {
  if (worth.disclosure === 'withheld') return null;
  if (field.name === 'id')
    return worth.disclosure === 'clear'
      ? clearId(field.entity, String(value))
      : asking.ids.sealId(domain, field.entity, String(value));
  if (!worth.technique) return value;
  const context = { field, surrogates: asking.surrogates(domain, field.coordinate) };
  const { knowsSubject } = worth.technique;
  return worth.technique.bind(context, ...worth.args).mask(value, knowsSubject ? known : undefined, subject);
}

function opens(asking: Asking, field: Field, { technique, args }: Worth, domain: string, token: string): boolean {
  if (field.name === 'id' || !technique) return false;
  const context = { field, surrogates: asking.surrogates(domain, field.coordinate) };
  return technique.bind(context, ...args).unmask?.(token) !== undefined;
}

/** All that its type has where it is clear or a store can make the masked value; equality that holds where it can be turned back. */
function operatorsOf(field: Field, { disclosure, technique, args }: Worth): readonly FilterOperator[] {
  const all = Object.keys(filterOperators) as FilterOperator[];
  const ofType = all.filter(
    (operator) =>
      usesOfType[field.type].includes(filterOperators[operator]) && (field.type !== 'JSON' || operator === 'isNull'),
  );
  if (disclosure === 'clear') return ofType;
  const form = technique?.store?.(...args).form;
  if (form)
    return ofType.filter(
      (operator) => filterOperators[operator] !== 'filter.prefix' || form === 'prefix' || form === 'ipv4-prefix',
    );
  return technique?.reversible ? ofType.filter((operator) => operator === 'eq' || operator === 'in') : [];
}

/** What is known of the person whom a row is about: it never stands in a text about them. */
export const knownSemantics: readonly string[] = [
  'person-name',
  'phone',
  'email',
  'address',
  'national-id',
  'bank-card',
];

export const isKnown = (field: Field): boolean => knownSemantics.includes(field.semantic);

export const fieldsOf = (entity: Entity): readonly Field[] => [...entity.fields.values()];
