import type { Value } from '../../../schema/terms/field.ts';
import type { ColumnExpr } from '../../statement.ts';
import { batches } from './batches.ts';
import { filled } from './calls.ts';
import type { BoundCondition } from './conditions.ts';
import { writtenMoment } from './moments.ts';
import type { PushedOperator, Resource, ResourceField } from './resource-options.ts';

/** A condition as one call says it. */
export interface Pushed {
  readonly place: string;
  readonly value: unknown;
  /** The API gives what fulfils it, and nothing else. */
  readonly exact: boolean;
}

type Filter = Exclude<NonNullable<ResourceField['filters']['eq']>, string>;

const slot = '{value}';
/** What may stand within a longer text of an API's own language without being taken for a part of it. */
const harmless = '^[\\p{L}\\p{N} @._+-]*$';

const whole = (filter: string | Filter): Filter =>
  typeof filter === 'string' ? { put: filter, most: 100, exact: false } : filter;

/** The condition in one call, or in several that together give what fulfils it; nothing where the API has no way to say it. */
export function pushedBy(
  resource: Resource,
  { column, operator, values }: BoundCondition,
): readonly Pushed[] | undefined {
  const field = resource.fields[column.column];
  const own = field?.filters[operator];
  // One of a list is equal to each of it in turn.
  const filter = own ?? (operator === 'in' ? field?.filters.eq : undefined);
  if (!field || !filter || !saysOf(field, column.type).has(operator)) return undefined;
  const one = wiring(field, operator);
  return own && operator === 'in' ? listed(one, whole(own), values) : each(one, whole(filter), values);
}

function each(wired: Wiring, filter: Filter, values: readonly Value[]): readonly Pushed[] | undefined {
  const { put: place, value = slot, exact } = filter;
  if (!values.every(allowed(filter))) return undefined;
  return values.map((one) => {
    const { value: said, same } = wired(one);
    return { place, exact: exact && same, value: filled(value, slot, said) };
  });
}

function listed(wired: Wiring, filter: Filter, values: readonly Value[]): readonly Pushed[] | undefined {
  const { put: place, value = slot, exact, join, most } = filter;
  const fits = allowed(filter);
  if (!values.every((one) => fits(one) && (join === undefined || !String(one).includes(join)))) return undefined;
  return batches(values, most).map((some) => {
    const wires = some.map(wired);
    const said = wires.map((one) => one.value);
    const same = wires.every((one) => one.same);
    return { place, exact: exact && same, value: filled(value, slot, join === undefined ? said : said.join(join)) };
  });
}

/** A value that stands alone may be anything; one within a text only what its pattern takes. */
function allowed({ value = slot, only }: Filter): (value: Value) => boolean {
  const pattern = only ?? (standsAlone(value) ? undefined : harmless);
  if (pattern === undefined) return () => true;
  const expression = new RegExp(pattern, 'u');
  return (one) => expression.test(String(one));
}

const standsAlone = (template: unknown): boolean => {
  if (typeof template === 'string') return template === slot || !template.includes(slot);
  return typeof template !== 'object' || template === null || Object.values(template).every(standsAlone);
};

/** A value as the API writes it, and whether that is the same. */
type Wiring = (value: Value) => { readonly value: Value; readonly same: boolean };

/** What is written shorter still gives all that fit: it is cut where more fits then, and what lies below it is asked from above. */
const wiring =
  ({ format }: ResourceField, operator: PushedOperator): Wiring =>
  (value) =>
    format === undefined || typeof value !== 'string'
      ? { value, same: true }
      : writtenMoment(format, value, operator === 'lt');

const days: ReadonlySet<PushedOperator> = new Set(['gte', 'lt', 'isNull']);
const all: Pick<ReadonlySet<PushedOperator>, 'has'> = { has: () => true };

/** What an API that has moments may be asked of days: it would look for the first moment of one, and miss all others of it. */
const saysOf = ({ format }: ResourceField, type: ColumnExpr['type']): Pick<ReadonlySet<PushedOperator>, 'has'> =>
  format !== undefined && type === 'Date' ? days : all;
