import type { ObjectRef } from '@pothos/core';
import { typeNames } from '../catalogue/names.ts';
import { type Builder, unread } from './builder.ts';
import { filterInput } from './filters.ts';
import { orderInput } from './orders.ts';
import type { Workshop } from './workshop.ts';

/** A type of the schema. */
export type Ref = ObjectRef<Builder['$inferSchemaTypes'], object>;

/** Edges, nodes, cursors: they hold no value of their own. */
const frame = { privacy: { kind: 'frame' }, nullable: false, resolve: unread } as const;

/** The type and the arguments of a field that leads to many records of an entity. */
export function connectionField(workshop: Workshop, entity: string, node: Ref) {
  const { builder } = workshop;
  const type = connectionType(workshop, entity, node);
  const filter = filterInput(workshop, entity);
  const orderBy = orderInput(workshop, entity);
  const args = builder.args((t) => ({
    ...(filter ? { filter: t.field({ type: filter, description: 'Only those for which this holds.' }) } : {}),
    ...(orderBy
      ? { orderBy: t.field({ type: [orderBy], description: 'The first decides, the next where it is equal.' }) }
      : {}),
    first: t.int({ description: 'How many, from the start.' }),
    after: t.string({ description: 'Only those behind this cursor.' }),
    last: t.int({ description: 'How many, from the end.' }),
    before: t.string({ description: 'Only those before this cursor.' }),
  }));
  return { type, args };
}

function connectionType(workshop: Workshop, entity: string, node: Ref): Ref {
  const { builder } = workshop;
  const begin = (name: string) => builder.objectRef<object>(name);
  return workshop.once(typeNames(entity).connection, begin, (self) => {
    const { count } = workshop.entity(entity);
    const edge = edgeType(workshop, entity, node);
    const pageInfo = pageInfoType(workshop);
    self.implement({
      description: `A page of \`${entity}\` records.`,
      fields: (t) => ({
        edges: t.field({ ...frame, type: [edge] }),
        nodes: t.field({ ...frame, type: [node] }),
        pageInfo: t.field({ ...frame, type: pageInfo }),
        ...(count
          ? {
              totalCount: t.field({
                type: 'Int',
                description: 'How many there are on all pages.',
                privacy: { kind: 'count', entity },
                nullable: true,
                resolve: unread,
              }),
            }
          : {}),
      }),
    });
  });
}

const edgeType = ({ builder, once }: Workshop, entity: string, node: Ref): Ref =>
  once(typeNames(entity).edge, (name) =>
    builder.objectRef<object>(name).implement({
      description: `One record of \`${entity}\`, with its place on the page.`,
      fields: (t) => ({
        cursor: t.field({ ...frame, type: 'String' }),
        node: t.field({ ...frame, type: node }),
      }),
    }),
  );

const pageInfoType = ({ builder, once }: Workshop): Ref =>
  once('PageInfo', (name) =>
    builder.objectRef<object>(name).implement({
      description: 'Where a page lies among all of them.',
      fields: (t) => ({
        hasNextPage: t.field({ ...frame, type: 'Boolean' }),
        hasPreviousPage: t.field({ ...frame, type: 'Boolean' }),
        startCursor: t.field({ ...frame, type: 'String', nullable: true }),
        endCursor: t.field({ ...frame, type: 'String', nullable: true }),
      }),
    }),
  );
