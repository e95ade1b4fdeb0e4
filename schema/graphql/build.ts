import type { GraphQLSchema } from 'graphql';
import type { Catalogue } from '../catalogue/catalogue.ts';
import { typeNames } from '../catalogue/names.ts';
import { unread } from './builder.ts';
import { connectionField } from './connections.ts';
import { aggregateRoot } from './groups.ts';
import { entityType, nodeInterface } from './entities.ts';
import type { EntitySurface } from './surface.ts';
import { viewerField } from './viewer.ts';
import type { Visible } from './visible.ts';
import { openWorkshop, type Workshop } from './workshop.ts';

/**
 * The schema of an entitlement: what is visible of the catalogue, and nothing else. The same catalogue and visibility
 * give the same schema. Each field says in `extensions.privacy` what stands behind it; none of them reads anything.
 */
export function buildSchema(catalogue: Catalogue, visible: Visible): GraphQLSchema {
  const workshop = openWorkshop(catalogue, visible);
  const { builder, surface } = workshop;
  const entities = [...surface.entities.values()];
  builder.queryType();
  for (const one of entities) {
    if (one.roots.one) oneRoot(workshop, one, one.roots.one);
    if (one.roots.many) manyRoot(workshop, one, one.roots.many);
    if (one.roots.lookup) lookupRoot(workshop, one, one.roots.lookup);
  }
  for (const one of surface.aggregates) aggregateRoot(workshop, one);
  if (entities.some(({ node, roots }) => node && (roots.one || roots.many))) nodeRoot(workshop);
  const viewer = viewerField(workshop);
  builder.queryField('viewer', (t) => t.field(viewer));
  // The order of the catalogue is the order that people know; sorting would cost a second build as well.
  return builder.toSchema({ sortSchema: false });
}

function oneRoot(workshop: Workshop, { entity: { name: entity } }: EntitySurface, root: string): void {
  const type = entityType(workshop, entity);
  workshop.builder.queryField(root, (t) =>
    t.field({
      type,
      args: { id: t.arg.id({ required: true }) },
      description: `One \`${entity}\` by its id.`,
      privacy: { kind: 'root', root: 'one', entity },
      nullable: true,
      resolve: unread,
    }),
  );
}

function manyRoot(workshop: Workshop, { entity: { name: entity } }: EntitySurface, root: string): void {
  const connection = connectionField(workshop, entity, entityType(workshop, entity));
  workshop.builder.queryField(root, (t) =>
    t.field({
      ...connection,
      description: `All \`${entity}\` records that may be read, page by page.`,
      privacy: { kind: 'root', root: 'many', entity },
      nullable: true,
      resolve: unread,
    }),
  );
}

function lookupRoot(workshop: Workshop, { entity: { name: entity }, lookups }: EntitySurface, root: string): void {
  const { builder, once } = workshop;
  const type = entityType(workshop, entity);
  const by = once(typeNames(entity).lookup, (name) =>
    builder.inputType(name, {
      description: 'The full value that the record is known by.',
      isOneOf: true,
      fields: (t) => Object.fromEntries(lookups.map((field) => [field.name, t.string()])),
    }),
  );
  builder.queryField(root, (t) =>
    t.field({
      type,
      args: { by: t.arg({ type: by, required: true }) },
      description: `The one \`${entity}\` with exactly this value; nothing where there are several.`,
      privacy: { kind: 'root', root: 'lookup', entity },
      nullable: true,
      resolve: unread,
    }),
  );
}

function nodeRoot(workshop: Workshop): void {
  const type = nodeInterface(workshop);
  workshop.builder.queryField('node', (t) =>
    t.field({
      type,
      args: { id: t.arg.id({ required: true }) },
      description: 'One record of any type by its id.',
      privacy: { kind: 'node' },
      nullable: true,
      resolve: unread,
    }),
  );
}
