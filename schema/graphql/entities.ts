import type { Field } from '../catalogue/catalogue.ts';
import { unread } from './builder.ts';
import { connectionField, type Ref } from './connections.ts';
import { coordinateOf } from './surface.ts';
import { valueType } from './values.ts';
import type { Workshop } from './workshop.ts';

/** The type of an entity, with what is visible of it. Everything but its id may be null. */
export function entityType(workshop: Workshop, name: string): Ref {
  const { builder, describe } = workshop;
  const begin = () => builder.objectRef<object>(name);
  return workshop.once(name, begin, (self) => {
    const { entity, fields, relations, node } = workshop.entity(name);
    const scalars = fields.map((field) => [field, valueType(workshop, field)] as const);
    const hops = relations.map((relation) => {
      const type = entityType(workshop, relation.to);
      return { relation, type, connection: relation.many ? connectionField(workshop, relation.to, type) : undefined };
    });
    self.implement({
      ...describedBy(describe(entity.description)),
      interfaces: node ? [nodeInterface(workshop)] : [],
      fields: (t) => ({
        ...Object.fromEntries(
          scalars.map(([field, type]) => [
            field.name,
            t.field({ ...fieldOptions(field, describe), type, nullable: field.name !== 'id', resolve: unread }),
          ]),
        ),
        ...Object.fromEntries(
          hops.map(({ relation, connection, type }) => {
            const privacy = {
              kind: 'relation',
              coordinate: coordinateOf(relation),
              to: relation.to,
              many: relation.many,
            } as const;
            const said = {
              privacy,
              ...describedBy(describe(relation.description)),
              nullable: true,
              resolve: unread,
            } as const;
            return [relation.name, connection ? t.field({ ...said, ...connection }) : t.field({ ...said, type })];
          }),
        ),
      }),
    });
  }) as Ref;
}

const fieldOptions = (field: Field, describe: Workshop['describe']) => ({
  privacy: { kind: 'field', coordinate: field.coordinate } as const,
  ...describedBy(describe(field.description)),
});

const describedBy = (description: string | undefined): { readonly description?: string } =>
  description === undefined ? {} : { description };

/** What is known by an id. It is judged when the id is bound, for the one type that the id names. */
export const nodeInterface = ({ builder, once }: Workshop) =>
  once('Node', (name) =>
    builder.interfaceRef<object>(name).implement({
      description: 'A record that is known by an id.',
      fields: (t) => ({
        id: t.field({ type: 'ID', nullable: false, privacy: { kind: 'node' }, resolve: unread }),
      }),
    }),
  );
