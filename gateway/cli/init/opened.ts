import { discoveredCategories } from '../../../plugins/classification/discover/facts.ts';
import { draftTiers } from '../../../plugins/classification/discover/classify.ts';
import type { Disclosure } from '../../../schema/terms/disclosure.ts';
import type { DraftField } from '../../discover/draft/model.ts';
import type { DrawnEntity } from '../../discover/draft/print.ts';
import { disclosures } from './disclosures.ts';

/** A role of the start that reads, with the one purpose that it reads for. */
export interface Reader {
  readonly role: 'support' | 'analyst';
  readonly purpose: string;
  readonly legalBasis: 'contract' | 'legitimate-interest';
  /** As far as the role and its purpose reach. */
  readonly tier: (typeof draftTiers)[number];
  readonly categories: readonly string[];
}

const without = (...left: readonly string[]): readonly string[] =>
  discoveredCategories.filter((category) => !left.includes(category));

export const readers: readonly Reader[] = [
  {
    role: 'support',
    purpose: 'customer-support',
    legalBasis: 'contract',
    tier: 'confidential',
    categories: without('credential', 'health'),
  },
  {
    role: 'analyst',
    purpose: 'analytics',
    legalBasis: 'legitimate-interest',
    tier: 'internal',
    categories: without('credential', 'health'),
  },
];

/** The semantic type that the catalogue gives it. */
export const semanticOf = ({ type, classified }: DraftField): string =>
  type === 'JSON' ? 'plain' : classified.semantic;

/** How much of a field a reader starts with; nothing where it is out of reach or not granted. */
export function openedTo(reader: Reader, field: DraftField): Exclude<Disclosure, 'denied'> | undefined {
  const { tier, category } = field.classified;
  const tiers: readonly string[] = draftTiers;
  if (!tiers.includes(tier) || tiers.indexOf(tier) > tiers.indexOf(reader.tier)) return undefined;
  if (!reader.categories.includes(category)) return undefined;
  return disclosures[semanticOf(field)]?.[reader.role];
}

/** The entities of which a reader sees more than that there are rows. */
export const entitiesFor = (reader: Reader, entities: readonly DrawnEntity[]): readonly DrawnEntity[] =>
  entities.filter(({ fields }) => fields.some((field) => field.name !== 'id' && openedTo(reader, field)));
