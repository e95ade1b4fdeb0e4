import { type Catalogue, entityOf } from '../../schema/catalogue/catalogue.ts';
import type { Remark } from '../../schema/finding.ts';
import { compareDisclosure } from '../../schema/terms/disclosure.ts';
import { type Path, unknown, unwise, wrong } from '../remark.ts';
import { type PlacedGift, reaches } from './gifts.ts';
import { allFields, type GrantSurroundings, type PlacedGrant } from './placed.ts';
import { matches, parseSelector } from './selector.ts';

/** What can be wrong with one grant by itself. */
export function lintGrant(section: GrantSurroundings, catalogue: Catalogue, grant: PlacedGrant): readonly Remark[] {
  const { block, path } = grant;
  const roots = [...catalogue.entities.values()].flatMap((entity) => entity.roots.many ?? []);
  return [
    ...absent([...path, 'purposes'], 'purpose', block.purposes, Object.keys(section.purposes)),
    ...absent([...path, 'roots'], 'root', block.roots, roots),
    ...absent([...path, 'count'], 'entity', block.count, [...catalogue.entities.keys()]),
    ...grant.gifts.flatMap((gift) => lintSelector(section, catalogue, grant, gift)),
    ...block.statistics.flatMap((text, i) =>
      lintSelector(section, catalogue, grant, { text, selector: parseSelector(text), path: ['statistics', i] }),
    ),
    ...lintDoubles(catalogue, grant),
    ...lintQuota(grant),
    ...block.lookup.flatMap((coordinate, i) => lintLookup(catalogue, grant, coordinate, [...path, 'lookup', i])),
  ];
}

const absent = (path: Path, kind: string, names: readonly string[], known: readonly string[]): readonly Remark[] =>
  names.flatMap((name, i) => (known.includes(name) ? [] : [unknown([...path, i], kind, name, known)]));

function lintSelector(
  section: GrantSurroundings,
  catalogue: Catalogue,
  grant: PlacedGrant,
  gift: Omit<PlacedGift, 'gift'>,
): readonly Remark[] {
  const { selector, text } = gift;
  const path = [...grant.path, ...gift.path];
  if (selector.by !== 'entity' && selector.by !== 'field') {
    const found = allFields(catalogue).some((field) => matches(selector, field));
    return found ? [] : [unwise(path, `\`${text}\` matches no field`, 'check the classification in the catalogue')];
  }
  const field = selector.by === 'field' ? `${selector.entity}.${selector.name}` : undefined;
  const strange = lintNames(catalogue, selector.entity, field, path);
  if (strange.length > 0 || selector.by === 'entity') return strange;
  const { tier } = entityOf(catalogue, selector.entity).fields.get(selector.name) ?? { tier: '' };
  if (reaches(section.tiers, grant.ceiling, tier)) return [];
  return [
    unwise(
      path,
      `\`${text}\` is of tier \`${tier}\` and ${grant.holder} ends at \`${grant.ceiling}\`: it is never given`,
      'raise its tier, or take the field out',
    ),
  ];
}

/** An entity, or a field of it, that the catalogue does not have. */
function lintNames(
  catalogue: Catalogue,
  entity: string,
  coordinate: string | undefined,
  path: Path,
): readonly Remark[] {
  const found = catalogue.entities.get(entity);
  if (!found) return [unknown(path, 'entity', entity, catalogue.entities.keys())];
  const fields = [...found.fields.values()].map((field) => field.coordinate);
  return coordinate === undefined || fields.includes(coordinate) ? [] : [unknown(path, 'field', coordinate, fields)];
}

/** Within one grant the most generous gift of a field is what it gets: a stricter one beside it does nothing. */
function lintDoubles(catalogue: Catalogue, { gifts, path }: PlacedGrant): readonly Remark[] {
  return gifts.flatMap((gift) => {
    const stronger = (field: Parameters<typeof matches>[1]): PlacedGift | undefined =>
      gifts.find(
        (other) => compareDisclosure(other.gift.disclosure, gift.gift.disclosure) < 0 && matches(other.selector, field),
      );
    const field = allFields(catalogue).find((one) => matches(gift.selector, one) && stronger(one));
    const other = field && stronger(field);
    if (!field || !other) return [];
    const better = `\`${field.coordinate}\` is given \`${other.gift.disclosure}\` by \`${other.text}\` in the same grant`;
    const message = `${better}, so \`${gift.gift.disclosure}\` does nothing`;
    return [unwise([...path, ...gift.path], message, 'name each field once in a grant')];
  });
}

/** Who may look up any number of values can try them all: eleven digits are not many. */
function lintQuota({ block: { lookup, lookupQuota }, path }: PlacedGrant): readonly Remark[] {
  if (lookup.length > 0 && !lookupQuota) {
    const advice = 'bound it: `lookupQuota: { times: 200, per: day }`';
    return [unwise([...path, 'lookup'], 'whoever has this grant can try as many values as they like', advice)];
  }
  if (lookup.length > 0 || !lookupQuota) return [];
  return [unwise([...path, 'lookupQuota'], 'this grant gives no lookup, so its quota bounds nothing', 'take it out')];
}

function lintLookup(catalogue: Catalogue, grant: PlacedGrant, coordinate: string, path: Path): readonly Remark[] {
  const [name = ''] = coordinate.split('.');
  const strange = lintNames(catalogue, name, coordinate, path);
  if (strange.length > 0) return strange;
  const entity = entityOf(catalogue, name);
  const field = [...entity.fields.values()].find((one) => one.coordinate === coordinate);
  if (!entity.roots.lookup)
    return [wrong(path, `\`${name}\` has no lookup root`, 'name one under its `roots` in the catalogue')];
  if (field?.type !== 'String') return [wrong(path, `\`${coordinate}\` is no String: only those can be looked up`)];
  const gifts = grant.gives(field);
  if (gifts.length === 0)
    return [wrong(path, `this grant does not give \`${coordinate}\``, 'give it, `reduced` is enough')];
  const withheld = gifts.every((gift) => gift.disclosure === 'withheld');
  return withheld ? [wrong(path, `\`${coordinate}\` is withheld here, and what is withheld is not looked up`)] : [];
}
