import type { z } from 'zod';

/** What `z.core` tells of a shape, as far as we walk it. */
interface Definition {
  readonly type: string;
  readonly shape?: Readonly<Record<string, z.ZodType>>;
  readonly valueType?: z.ZodType;
  readonly element?: z.ZodType;
  readonly items?: readonly z.ZodType[];
  readonly options?: readonly z.ZodType[];
  readonly innerType?: z.ZodType;
  readonly in?: z.ZodType;
  readonly left?: z.ZodType;
  readonly right?: z.ZodType;
  readonly getter?: () => z.ZodType;
}

const definitionOf = (shape: z.ZodType): Definition => shape.def as unknown as Definition;

/** The shapes that a place of a value may have: several where there is a union on the way. */
export function branchesAt(shape: z.ZodType, path: readonly (string | number)[]): readonly z.ZodType[] {
  return path.reduce<readonly z.ZodType[]>(
    (shapes, step) => shapes.flatMap(unwrap).flatMap((one) => childOf(definitionOf(one), step)),
    [shape],
  );
}

/** The keys that a map of this shape may have. */
export const keysOf = (shape: z.ZodType): readonly string[] =>
  unwrap(shape).flatMap((one) => Object.keys(definitionOf(one).shape ?? {}));

function childOf(definition: Definition, step: string | number): readonly z.ZodType[] {
  const child =
    definition.shape?.[step] ?? definition.valueType ?? definition.items?.[Number(step)] ?? definition.element;
  return child ? [child] : [];
}

/** Takes off what only wraps a shape: optional, default, pipe, lazy, union, intersection. */
function unwrap(shape: z.ZodType): readonly z.ZodType[] {
  const { options, innerType, in: input, left, right, getter } = definitionOf(shape);
  const inner = options ?? [innerType ?? input ?? getter?.(), left, right].filter((one) => one !== undefined);
  return inner.length > 0 ? inner.flatMap(unwrap) : [shape];
}
