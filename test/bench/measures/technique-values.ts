import { typed } from '../../../gateway/cli/mask/typed.ts';
import type { Technique } from '../../../plugins/masking/technique.ts';
import { luhnCheck } from '../../../plugins/masking/values/luhn.ts';
import type { FieldType, Value } from '../../../schema/terms/field.ts';

/** Values that a technique with a key has not met: what it remembers of one does not help with the next. */
const fresh: Readonly<Record<string, (n: number) => Value>> = {
  fpe: (n) => `+86 154 ${String(n).padStart(8, '0')}`,
  'fpe-checked': (n) => {
    const body = `62220000${String(n).padStart(7, '0')}`;
    return `${body}${luhnCheck(body)}`;
  },
  'fpe-text': (n) => `KX-${String(n).padStart(6, '0')}-A`,
  pseudonym: (n) => `Emma Johnson ${n}`,
  seal: (n) => `number ${n}`,
};

interface Values {
  /** Each is another. */
  readonly each: boolean;
  readonly type: FieldType;
  readonly values: readonly Value[];
}

/** So many values of a technique's format. */
export function valuesFor({ name, example, types }: Technique, count: number): Values {
  const make = fresh[name];
  const { type, value } = typed(String(make?.(0) ?? example), types);
  const values = Array.from({ length: count }, (_, n) => (make ? typed(String(make(n)), [type]).value : value));
  return { each: make !== undefined, type, values };
}
