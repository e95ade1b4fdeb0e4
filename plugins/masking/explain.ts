import type { Cell, Value } from '../../schema/terms/field.ts';
import type { Resolved } from './ladders.ts';
import { knownOfSample, sampleOf } from './samples.ts';
import type { TechniqueContext } from './technique.ts';

/** What goes in and what comes out, on an invented value: an explanation never reads a store. */
export interface Example {
  readonly in: Value;
  readonly out: Cell;
}

/** The example of a resolved technique: a value as the field's semantic type has it, else one of the technique's own format. */
export function exampleOf(resolved: Resolved, context: TechniqueContext): Example {
  const { technique, args } = resolved;
  const sample = sampleOf(context.field.semantic, context.field.type);
  if (!technique) return { in: sample, out: sample };
  const { mask } = technique.bind(context, ...args);
  const masked = (value: Value): Cell => mask(value, knownOfSample, 'Example:1');
  const tries = [sample, technique.example].map((value) => ({ in: value, out: masked(value) }));
  return tries.find((one) => one.out !== null) ?? { in: sample, out: null };
}
