import { type Example, exampleOf } from '../../../plugins/masking/explain.ts';
import { sampleOf } from '../../../plugins/masking/samples.ts';
import { surrogateSource } from '../../../plugins/pseudonyms/surrogates.ts';
import type { Field } from '../../../schema/catalogue/catalogue.ts';
import type { Case } from '../../views.ts';
import type { ThrowawayEdition } from '../throwaway-edition.ts';
import { resolved } from './judged.ts';

/** What a case makes of an invented value. Surrogates in it are made with the edition's throwaway key. */
export function exampleOfCase(edition: ThrowawayEdition, field: Field, one: Case): Example {
  const [first] = field.values ?? [];
  if (first !== undefined && (one.disclosure === 'clear' || one.disclosure === 'withheld')) {
    return { in: first, out: one.disclosure === 'clear' ? first : null };
  }
  // An id has its own ladder, and the entity in it: what the view has bound makes it.
  if (field.name === 'id' && one.bound) {
    const key = sampleOf(field.semantic, field.type);
    return { in: key, out: one.bound.mask(key) };
  }
  const surrogates = surrogateSource(edition.keyring)(one.domain, field.coordinate);
  return exampleOf(resolved(edition.policy, field, one), { field, surrogates });
}
