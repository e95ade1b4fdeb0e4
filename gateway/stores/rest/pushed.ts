import type { Value } from '../../../schema/terms/field.ts';
import { batches } from './batches.ts';
import { filled } from './calls.ts';
import type { BoundCondition } from './conditions.ts';
import { toEpoch } from './moments.ts';
import type { Resource, ResourceField } from './resource-options.ts';

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
  if (field && own) return operator === 'in' ? listed(field, whole(own), values) : each(field, whole(own), values);
  // One of a list is equal to each of it in turn.
  const equal = operator === 'in' ? field?.filters.eq : undefined;
  return field && equal ? each(field, whole(equal), values) : undefined;
}

function each(field: ResourceField, filter: Filter, values: readonly Value[]): readonly Pushed[] | undefined {
  const { put: place, value = slot, exact } = filter;
  if (!values.every(allowed(filter))) return undefined;
  return values.map((one) => ({ place, exact, value: filled(value, slot, wired(field, one)) }));
}

function listed(field: ResourceField, filter: Filter, values: readonly Value[]): readonly Pushed[] | undefined {
  const { put: place, value = slot, exact, join, most } = filter;
  const fits = allowed(filter);
  if (!values.every((one) => fits(one) && (join === undefined || !String(one).includes(join)))) return undefined;
  return batches(values, most).map((some) => {
    const said = some.map((one) => wired(field, one));
    return { place, exact, value: filled(value, slot, join === undefined ? said : said.join(join)) };
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

/** As the API writes it. */
const wired = ({ format }: ResourceField, value: Value): Value => {
  if (format === undefined || typeof value !== 'string') return value;
  return format === 'epoch-seconds' ? Math.floor(toEpoch(value) / 1000) : toEpoch(value);
};
