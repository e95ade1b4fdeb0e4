import { entityOf, type Relation } from '../../../schema/catalogue/catalogue.ts';
import type { Case, EntityView, FieldView, View } from '../../views.ts';
import type { Edition } from '../../edition.ts';
import { type Stairs, type Step, stepsUp } from './steps.ts';

/** A field that tells something of people: their own, or one of what a row refers to. */
export interface Shown {
  /** As the report names it: `birthDate`, `customer.birthDate`. */
  readonly name: string;
  /** The relation it is reached by. */
  readonly by?: string;
  readonly view: FieldView;
  /** By the number of the case, what the ladder has next. */
  readonly steps: readonly Step[];
}

/** What a view shows of an entity, and what of it is not measured. */
export interface Showing {
  readonly view: EntityView;
  readonly shown: readonly Shown[];
  readonly one: readonly Relation[];
  readonly left: LeftOut;
}

/** Names of what makes no difference here, each with its reason. */
export interface LeftOut {
  /** Ids: they are the company's own, and nobody outside knows them. */
  readonly ids: readonly string[];
  /** Surrogates tell nothing but equality. */
  readonly surrogates: readonly string[];
  readonly withheld: readonly string[];
  /** Rows below a row. */
  readonly toMany: readonly string[];
  /** What lies beyond what a row refers to. */
  readonly beyond: readonly string[];
}

interface Reached {
  readonly field: FieldView;
  readonly by?: string;
}

const tells = (one: Case): boolean => one.disclosure === 'clear' || one.disclosure === 'reduced';
const isId = ({ field }: FieldView): boolean => field.type === 'ID' && field.name === 'id';

/** @param view what the profile sees @param name an entity that it may enter */
export function showingOf({ catalogue }: Edition, view: View, name: string, stairs: Stairs): Showing {
  const own = view.entity(name);
  const relations = [...own.entity.relations.values()].filter(({ to }) => view.entity(to).open);
  const one = relations.filter(({ many }) => !many);
  const reached: readonly Reached[] = [
    ...[...own.fields.values()].map((field) => ({ field })),
    ...one.flatMap((hop) => [...view.entity(hop.to).fields.values()].map((field) => ({ field, by: hop.name }))),
  ].filter(({ field }) => field.cases.length > 0);
  const named = (list: readonly Reached[]): readonly string[] => list.map(({ field, by }) => nameOf(field, by));
  const others = reached.filter(({ field }) => !isId(field));
  const shown = others.filter(({ field }) => field.cases.some(tells));
  const masked = others.filter(({ field }) => !field.cases.some(tells));
  const replaced = masked.filter(({ field }) => field.cases.some(({ disclosure }) => disclosure === 'replaced'));
  return {
    view: own,
    one,
    shown: shown.map(({ field, by }) => ({
      name: nameOf(field, by),
      ...(by !== undefined && { by }),
      view: field,
      steps: stepsUp(stairs, field),
    })),
    left: {
      ids: named(reached.filter(({ field }) => isId(field))),
      surrogates: named(replaced),
      withheld: named(masked.filter((each) => !replaced.includes(each))),
      toMany: relations.filter(({ many }) => many).map((hop) => hop.name),
      beyond: one.flatMap((hop) =>
        [...entityOf(catalogue, hop.to).relations.values()]
          .filter(({ to }) => view.entity(to).open)
          .map((next) => `${hop.name}.${next.name}`),
      ),
    },
  };
}

const nameOf = ({ field }: FieldView, by: string | undefined): string =>
  by === undefined ? field.name : `${by}.${field.name}`;
