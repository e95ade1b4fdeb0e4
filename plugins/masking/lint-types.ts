import type { Field } from '../../schema/catalogue/catalogue.ts';
import type { Remark } from '../../schema/finding.ts';
import type { FieldType } from '../../schema/terms/field.ts';
import type { World } from '../contract.ts';
import { type Path, unwise, wrong } from '../remark.ts';
import { parseCall } from './call.ts';
import { techniques } from './techniques/index.ts';

/** A technique that does not take a field's type withholds it: a warning for the field, an error where that is so for all of them. */
export function lintTypes(
  calls: readonly string[],
  semantic: string,
  path: Path,
  world: World | undefined,
): readonly Remark[] {
  const [first] = calls;
  const fields = [...(world?.catalogue.entities.values() ?? [])]
    .flatMap((entity) => [...entity.fields.values()])
    .filter((field) => field.semantic === semantic && field.name !== 'id');
  if (first === undefined) return [];
  // `plain` is no kind of thing: its fields have nothing in common.
  const useless = semantic !== 'plain' && fields.every(({ type }) => calls.every((call) => !takes(call, type)));
  return [
    ...aboutNobody(first, fields, path),
    ...fields
      .filter(({ type }) => !takes(first, type))
      .map(({ coordinate, type }) => {
        const message = `\`${first}\` does not take the ${type} of \`${coordinate}\`, so it would be withheld`;
        const other = calls.find((call) => takes(call, type));
        const advice = other ? `ask for \`${other}\` where it is granted` : `for ${type} there are ${forType(type)}`;
        return (useless ? wrong : unwise)([...path, 0], message, advice);
      }),
  ];
}

/** What moves all that is about a person alike has nothing to go by where a row is about nobody. */
const aboutNobody = (call: string, fields: readonly Field[], path: Path): readonly Remark[] =>
  techniques.get(parseCall(call).name)?.perSubject
    ? fields
        .filter(({ subject }) => !subject)
        .map(({ coordinate }) =>
          unwise(
            [...path, 0],
            `\`${coordinate}\` is about nobody, so \`${call}\` would withhold it`,
            'say in the catalogue whom its rows are about, or give it another semantic type',
          ),
        )
    : [];

const takes = (call: string, type: FieldType): boolean =>
  techniques.get(parseCall(call).name)?.types.includes(type) ?? false;

const forType = (type: FieldType): string =>
  [...techniques.values()]
    .filter((one) => one.types.includes(type) && one.disclosure !== 'replaced')
    .map(({ name }) => `\`${name}\``)
    .join(', ');
