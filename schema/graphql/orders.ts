import { typeNames } from '../catalogue/names.ts';
import type { InputRef } from './operators.ts';
import type { Workshop } from './workshop.ts';

/** The order of an entity, where there is anything that it may be ordered by. */
export function orderInput(workshop: Workshop, entity: string): InputRef | undefined {
  const { order } = workshop.entity(entity);
  if (order.length === 0) return undefined;
  const { builder, once } = workshop;
  const direction = once('Direction', (name) => builder.enumType(name, { values: ['ASC', 'DESC'] }));
  return once(typeNames(entity).orderBy, (name) =>
    builder.inputType(name, {
      description: 'One field to order by. Nulls come last ascending and first descending.',
      isOneOf: true,
      fields: (t) => Object.fromEntries(order.map((field) => [field.name, t.field({ type: direction })])),
    }),
  );
}
