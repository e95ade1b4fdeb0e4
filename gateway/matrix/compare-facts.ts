import { type Part, names, text } from './compare.ts';
import { type Direction, directionOf, together } from './direction.ts';
import type { FieldRow, PurposeFacts } from './facts.ts';
import type { AgreementHolder, Holder } from './holders.ts';

/** The order of tiers before and after. */
export type Tiers = readonly (readonly string[])[];

/** Clearing for a more sensitive tier opens; calling data more sensitive closes. */
const tierDirection = (from: string, to: string, tiers: Tiers): Direction => {
  if (from === to) return 'same';
  const places = tiers.map((list) => [list.indexOf(from), list.indexOf(to)] as const);
  const known = places.filter(([before, after]) => before >= 0 && after >= 0);
  return known.length === 0 ? 'either' : together(known.map(([before, after]) => directionOf(after - before)));
};

const turned = (direction: Direction): Direction =>
  direction === 'wider' ? 'narrower' : direction === 'narrower' ? 'wider' : direction;

export const comparePurposes = (from: PurposeFacts, to: PurposeFacts, tiers: Tiers): readonly Part[] => [
  ...text('tier', from.tier, to.tier, tierDirection(from.tier, to.tier, tiers)),
  ...names('categories', from.categories, to.categories),
  ...text('legal basis', from.legalBasis, to.legalBasis),
  ...text('description', from.description, to.description),
];

/** Nobody can say what another column holds. What else is said of a field shows in its cells. */
export const compareFields = (from: FieldRow, to: FieldRow, tiers: Tiers): readonly Part[] => [
  ...text('source', from.source, to.source, 'either'),
  ...text('type', from.type, to.type),
  ...text('tier', from.tier, to.tier, turned(tierDirection(from.tier, to.tier, tiers))),
  ...text('category', from.category, to.category),
  ...text('semantic type', from.semantic, to.semantic),
];

export function compareHolders(from: Holder, to: Holder, tiers: Tiers): readonly Part[] {
  if (from.kind === 'agreement' && to.kind === 'agreement') return compareAgreements(from, to);
  if (from.kind === 'agreement' || to.kind === 'agreement') return [];
  return [
    ...text('tier', from.tier, to.tier, tierDirection(from.tier, to.tier, tiers)),
    ...text('description', from.description, to.description),
  ];
}

const compareAgreements = (from: AgreementHolder, to: AgreementHolder): readonly Part[] => [
  ...text('from', from.from, to.from, from.from > to.from ? 'wider' : 'narrower'),
  ...text('until', from.until, to.until, from.until < to.until ? 'wider' : 'narrower'),
  ...text('suspended', String(from.suspended), String(to.suspended), to.suspended ? 'narrower' : 'wider'),
  ...text('review', from.review, to.review),
  ...text('legal basis', from.legalBasis, to.legalBasis),
  ...text('terms', from.terms, to.terms),
];

export const compareLimits = (
  from: Readonly<Record<string, number>>,
  to: Readonly<Record<string, number>>,
  name: string,
): readonly Part[] =>
  text('limit', String(from[name]), String(to[name]), directionOf((to[name] ?? 0) - (from[name] ?? 0)));
