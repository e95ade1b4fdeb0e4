import type { DraftField } from '../../discover/draft/model.ts';
import type { DrawnEntity } from '../../discover/draft/print.ts';
import { entitiesFor, openedTo, type Reader } from './opened.ts';

/** As many fields of each kind as one looks at. */
const mostShown = 3;
const mostMasked = 4;

/**
 * A first query that all readers may ask: some rows of the entity of which the first sees most that is masked, and of a
 * person if there is one.
 */
export function firstQuery(readers: readonly Reader[], entities: readonly DrawnEntity[]): string | undefined {
  const [first, ...others] = readers;
  if (!first) return undefined;
  const forAll = entities.map((entity) => ({
    ...entity,
    fields: entity.fields.filter((field) => others.every((reader) => openedTo(reader, field))),
  }));
  const worth = (entity: DrawnEntity): number =>
    Math.min(maskedOf(first, entity).length, mostMasked) + (entity.subject.path === 'self' ? mostMasked : 0);
  const [best] = entitiesFor(first, forAll).toSorted((a, b) => worth(b) - worth(a));
  if (!best) return undefined;
  const fields = [...shownOf(first, best).slice(0, mostShown), ...maskedOf(first, best).slice(0, mostMasked)];
  return `{ ${best.roots.many}(first: 2) { nodes { ${fields.map(({ name }) => name).join(' ')} } } }`;
}

const maskedOf = (reader: Reader, { fields }: DrawnEntity): readonly DraftField[] =>
  fields.filter((field) => (openedTo(reader, field) ?? 'clear') !== 'clear');

/** Clear ones, those of a person first. */
const shownOf = (reader: Reader, { fields }: DrawnEntity): readonly DraftField[] =>
  fields.filter((field) => openedTo(reader, field) === 'clear').toSorted((a, b) => rank(a) - rank(b));

const rank = ({ name, classified }: DraftField): number => {
  if (name === 'id') return 0;
  return classified.pii ? 1 : 2;
};
