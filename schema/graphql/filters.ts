import { typeNames } from '../catalogue/names.ts';
import { positiveOperators } from '../terms/operators.ts';
import type { FilterPart } from './aggregates.ts';
import { type InputRef, operatorInput } from './operators.ts';
import { isEmpty } from './surface.ts';
import type { Workshop } from './workshop.ts';

/** The filter of an entity, where there is anything that it may be filtered by. */
export function filterInput(workshop: Workshop, entity: string): InputRef | undefined {
  const { filter } = workshop.entity(entity);
  if (isEmpty(filter)) return undefined;
  const begin = (name: string) => workshop.builder.inputRef<object>(name);
  return workshop.once(typeNames(entity).filter, begin, (self) => {
    const keys: readonly (readonly [string, InputRef])[] = [
      ...filter.fields.map(({ field, operators }) => [field.name, operatorInput(workshop, field, operators)] as const),
      ...filter.relations.map(({ relation: { name, to, many }, by }) => {
        const through = by === 'id' ? idFilter : many ? listFilter : wholeFilter;
        return [name, through(workshop, to)] as const;
      }),
    ];
    self.implement({
      description: `Which \`${entity}\` records: all that is given must hold.`,
      fields: (t) => ({
        and: t.field({ type: [self], description: 'Every one of these holds.' }),
        ...(filter.conditions && {
          or: t.field({ type: [self], description: 'At least one of these holds.' }),
          not: t.field({ type: self, description: 'This does not hold.' }),
        }),
        ...Object.fromEntries(keys.map(([name, type]) => [name, t.field({ type })])),
      }),
    });
  });
}

/** A filter on these fields alone, for what is no list of rows. */
export function partsInput(workshop: Workshop, entity: string, parts: readonly FilterPart[]): InputRef | undefined {
  if (parts.length === 0) return undefined;
  const begin = (name: string) => workshop.builder.inputRef<object>(name);
  return workshop.once(typeNames(entity).groupFilter, begin, (self) => {
    const keys = parts.map(({ field, operators }) => [field.name, operatorInput(workshop, field, operators)] as const);
    self.implement({
      description: `Which \`${entity}\` records are in groups: all that is given must hold.`,
      fields: (t) => ({
        and: t.field({ type: [self], description: 'Every one of these holds.' }),
        or: t.field({ type: [self], description: 'At least one of these holds.' }),
        not: t.field({ type: self, description: 'This does not hold.' }),
        ...Object.fromEntries(keys.map(([name, type]) => [name, t.field({ type })])),
      }),
    });
  });
}

/** A to-one relation is filtered through by the whole filter of its target. */
function wholeFilter(workshop: Workshop, entity: string): InputRef {
  const filter = filterInput(workshop, entity);
  if (!filter) throw new Error(`\`${entity}\` has nothing to filter by`);
  return filter;
}

/** Across stores nothing but the foreign key can be compared, and only for what it is. */
function idFilter(workshop: Workshop, entity: string): InputRef {
  const id = workshop.entity(entity).filter.fields.find(({ field }) => field.name === 'id');
  if (!id) throw new Error(`\`${entity}\` cannot be filtered by its id`);
  const offered = id.operators.filter((operator) => positiveOperators.includes(operator));
  const type = operatorInput(workshop, id.field, offered);
  return workshop.once(typeNames(entity).idFilter, (name) =>
    workshop.builder.inputType(name, {
      description: `Which \`${entity}\`, by its id.`,
      fields: (t) => ({ id: t.field({ type }) }),
    }),
  );
}

function listFilter(workshop: Workshop, entity: string): InputRef {
  const type = wholeFilter(workshop, entity);
  const { conditions } = workshop.entity(entity).filter;
  return workshop.once(typeNames(entity).listFilter, (name) =>
    workshop.builder.inputType(name, {
      description: `What holds of the \`${entity}\` records that belong to it.`,
      fields: (t) => ({
        some: t.field({ type, description: 'At least one of them is like this.' }),
        ...(conditions && { none: t.field({ type, description: 'None of them is like this.' }) }),
      }),
    }),
  );
}
