import type { FieldFacts } from '../../schema/terms/field.ts';

/** The fields that a selector speaks of: `Entity.field`, `Entity.*`, `tier:T`, `category:C`, `semantic:S`. */
export type Selector =
  | { readonly by: 'field'; readonly entity: string; readonly name: string }
  | { readonly by: 'entity'; readonly entity: string }
  | { readonly by: 'tier' | 'category' | 'semantic'; readonly name: string };

export function parseSelector(text: string): Selector {
  const [, by, name] = /^(tier|category|semantic):(.+)$/.exec(text) ?? [];
  if (by && name) return { by: by as 'tier' | 'category' | 'semantic', name };
  const [entity = '', field = ''] = text.split('.');
  return field === '*' ? { by: 'entity', entity } : { by: 'field', entity, name: field };
}

export function matches(selector: Selector, field: FieldFacts): boolean {
  if (selector.by === 'entity') return field.entity === selector.entity;
  if (selector.by === 'field') return field.entity === selector.entity && field.name === selector.name;
  return field[selector.by] === selector.name;
}
