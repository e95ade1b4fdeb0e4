import { rangesIn } from '../../plugins/anonymization/noisy/ranges.ts';
import { type NumberName, numbersOf } from '../../plugins/anonymization/noisy/numbers.ts';
import type { NoisyAggregate } from '../../schema/terms/noise.ts';
import type { Aggregate, Figure } from '../aggregate.ts';
import type { BoundAggregate, BoundKey } from '../bound.ts';
import { mostFound, type NoiseView } from '../noise.ts';
import type { Grouping, Join, Measure, OutputColumn, Select } from '../statement.ts';
import type { Arguments } from './arguments.ts';
import { statement } from './bind-fetch.ts';
import { and } from './expressions.ts';
import { countedRow, value } from './group-columns.ts';
import { groupsAsked } from './group-size.ts';
import { banded, bandOf, column, type Lowering } from './group-keys.ts';
import { keyColumn, lowerRestriction, sourceOf } from './rows.ts';
import { readable, subjectKey } from './select.ts';
import { matching, registeredInWords } from './registered.ts';

/** An aggregate whose figures come with noise: the registered one that it asks for, with all that is registered of it. */
export function bindNoisy(
  lowering: Lowering,
  aggregate: Aggregate,
  asked: Arguments,
  noise: NoiseView,
): BoundAggregate | undefined {
  const { binding, view } = lowering;
  const bands = Object.entries(asked.groupBy ?? {}).flatMap(([field, given]) => {
    const band = bandOf(given);
    return band === undefined ? [] : [{ field, band }];
  });
  const filtered = Object.values(asked.filter ?? {}).some((term) => term !== undefined && term !== null);
  const found = filtered ? undefined : matching(noise.aggregates, bands, aggregate.figures);
  const [rule] = noise.rules;
  if (!found || !rule) {
    const why = registeredInWords(view.entity, noise.aggregates);
    const { name } = view.entity;
    binding.sayings.refuse(
      'USE_DENIED',
      aggregate.coordinate,
      (other) => other.statistics(name).grouped && !other.statistics(name).noise,
      why,
    );
    return undefined;
  }
  const keys = found.groupBy.map(({ field }): BoundKey => ({ name: field }));
  const { most, bearable } = groupsAsked(asked, binding.page, keys);
  const prepared = statement(binding, aggregate, lowering.scope, lowered(lowering, found, noise), undefined);
  const { profile } = binding.view;
  return {
    aggregate,
    store: view.entity.store,
    keys,
    columns: aggregate.figures.map((figure) => placesOf(found, figure)),
    ...(prepared && { select: prepared }),
    most,
    ...(bearable !== undefined && { bearable }),
    noise: {
      rule,
      registered: found,
      recipient: profile.partner === undefined ? rule.name : `${rule.name}/partner:${profile.partner}`,
      types: found.groupBy.map(({ field }) => view.fields.get(field)?.field.type ?? 'String'),
      ...(noise.least !== undefined && { least: noise.least }),
    },
  };
}

function lowered(lowering: Lowering, found: NoisyAggregate, noise: NoiseView): Select {
  const { scope, view, alias } = lowering;
  scope.note(`noise ${found.name}`);
  const joins: Join[] = [];
  const columns: OutputColumn[] = found.groupBy.flatMap(({ field, band }) => {
    const seen = view.fields.get(field);
    return seen ? [column(seen, banded(lowering, seen, band))] : [];
  });
  const keys = columns.map((_, at) => at);
  const add = (one: OutputColumn): number => columns.push(one) - 1;
  const person = subjectKey(scope, view.entity, alias, joins);
  const subject = add({ expr: person, type: person.type });
  const hash = { k: 'hash', salt: scope.slot(noise.salt), of: keyColumn(view.entity, alias) } as const;
  const place = add({ expr: hash, type: 'String' });
  const numbers = numbersOf(found).map(({ name }) => name);
  const counts = numbers.some((name) => name === 'count' || name === 'subjects');
  const counted = counts ? add({ expr: countedRow(lowering, noise.counted), type: 'Int' }) : -1;
  const values = new Map(
    [...new Set([...found.sum, ...found.avg])].flatMap((name) => {
      const field = view.fields.get(name);
      return field ? [[name, add({ expr: value(lowering, field), type: field.field.type })] as const] : [];
    }),
  );
  const grouping: Grouping = {
    keys,
    subject,
    measures: numbers.map((name) => measureOf(name, counted, values)),
    bounded: {
      place,
      most: found.person.rows,
      groups: found.person.groups,
      ranges: [...values].map(([name, of]) => ({ of, ...rangesIn(found, name) })),
    },
  };
  return {
    from: sourceOf(view.entity, alias),
    joins,
    columns,
    where: and(readable(scope, view, alias), lowerRestriction(scope, view.entity, alias, view.entered)),
    orderBy: [],
    group: grouping,
    ...(keys.length > 0 && { limit: scope.slot(mostFound + 1) }),
  };
}

function measureOf(name: NumberName, counted: number, values: ReadonlyMap<string, number>): Measure {
  if (name === 'subjects') return { measure: 'people', of: counted };
  if (name === 'count') return { measure: 'filled', of: counted };
  const [kind = '', field = ''] = name.split(' ');
  return { measure: kind === 'sum' ? 'sum' : 'filled', of: values.get(field) ?? -1 };
}

/** The numbers that a figure is made of. */
function placesOf(found: NoisyAggregate, figure: Figure): readonly number[] {
  const names = numbersOf(found).map(({ name }) => name);
  const field = 'field' in figure ? figure.field.field.name : '';
  const wanted: readonly NumberName[] =
    figure.figure === 'count' || figure.figure === 'subjects'
      ? [figure.figure]
      : figure.figure === 'avg'
        ? [`sum ${field}`, `filled ${field}`]
        : [`sum ${field}`];
  return wanted.map((name) => names.indexOf(name));
}
