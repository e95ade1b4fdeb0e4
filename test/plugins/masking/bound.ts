import { parseCall } from '../../../plugins/masking/call.ts';
import type { BoundTechnique, Technique } from '../../../plugins/masking/technique.ts';
import { techniques } from '../../../plugins/masking/techniques/index.ts';
import { keyring } from '../../../plugins/pseudonyms/keyring.ts';
import { surrogates } from '../../../plugins/pseudonyms/surrogates.ts';
import type { FieldFacts, FieldType } from '../../../schema/terms/field.ts';

const ring = keyring([{ id: 't1', secret: new Uint8Array(32).fill(7) }]);

export const fieldOf = (type: FieldType = 'String', semantic = 'plain', name = 'field'): FieldFacts => ({
  coordinate: `Customer.${name}`,
  entity: 'Customer',
  name,
  type,
  tier: 'internal',
  category: 'identity',
  semantic,
});

/** Real keys: the domain is a recipient's. */
export const contextOf = (field: FieldFacts = fieldOf(), domain = 'role:analyst/analytics') => ({
  field,
  surrogates: surrogates(ring, domain, field.coordinate),
});

export interface BoundCall extends BoundTechnique {
  readonly technique: Technique;
  readonly args: readonly unknown[];
}

/** A technique as the policy writes it, with keys in place. */
export function bound(call: string, type: FieldType = 'String', domain?: string): BoundCall {
  const { name, args } = parseCall(call);
  const technique = techniques.get(name);
  if (!technique) throw new Error(`there is no technique \`${name}\``);
  const parameters = technique.parameters.parse(args);
  return { ...technique.bind(contextOf(fieldOf(type), domain), ...parameters), technique, args: parameters };
}
