import type { Entity } from '../../../schema/catalogue/catalogue.ts';
import type { Remark } from '../../../schema/finding.ts';
import { type Path, unknown, unwise, wrong } from '../../remark.ts';
import type { NoisePolicy } from './policy.ts';

type Aggregate = NoisePolicy['aggregates'][string];

/** Of which sums are exact in every store. */
const summable = new Set(['Int', 'BigInt', 'Decimal']);

/** What figures cannot be made. */
export function lintFigures(entity: Entity, one: Aggregate, path: Path): readonly Remark[] {
  const { count, subjects, sum, avg, ranges } = one;
  const nothing = !count && !subjects && sum.length === 0 && avg.length === 0;
  const used = new Set([...sum, ...avg]);
  return [
    ...(nothing
      ? [wrong(path, 'no figure is asked for', 'write `count: true`, `subjects: true`, `sum` or `avg`')]
      : []),
    ...(['sum', 'avg'] as const).flatMap((figure) =>
      one[figure].flatMap((name, at) => lintField(entity, one, name, [...path, figure, at])),
    ),
    ...Object.entries(ranges).flatMap(([name, range]) => {
      const at = [...path, 'ranges', name];
      return used.has(name) ? lintRange(range, at) : [unwise(at, `nothing is made of \`${name}\``, 'take it out')];
    }),
  ];
}

function lintField(entity: Entity, { ranges }: Aggregate, name: string, path: Path): readonly Remark[] {
  const field = entity.fields.get(name);
  if (!field) return [unknown(path, `field of \`${entity.name}\``, name, entity.fields.keys())];
  if (!summable.has(field.type))
    return [wrong(path, `\`${field.coordinate}\` is a ${field.type}, which is not summed up exactly`)];
  if (Object.hasOwn(ranges, name)) return [];
  const message = `\`${field.coordinate}\` has no range: without one a single person could move the sum as far as they like`;
  return [wrong(path, message, `declare between what it counts: \`ranges: { ${name}: { from: 0, to: 500 } }\``)];
}

function lintRange({ from, to, places }: Aggregate['ranges'][string], path: Path): readonly Remark[] {
  const step = (end: number): boolean => Number(end.toFixed(places)) === end;
  if (from > to) return [wrong(path, 'the range ends before it begins')];
  if (from === 0 && to === 0) return [wrong(path, 'the range is nothing but 0, so the sum is 0')];
  if (step(from) && step(to)) return [];
  return [wrong(path, `the ends of the range have more than ${places} places`, 'write fewer, or let `places` be more')];
}
