import { own } from '../own.ts';
import type { PurposeSection } from './policy.ts';

/** What the policy says of one purpose. */
export type PurposeFacts = PurposeSection['purposes'][string] & { readonly id: string };

/** The facts of a purpose; nothing where the policy does not know it. */
export function purposeFacts(section: PurposeSection, id: string): PurposeFacts | undefined {
  const facts = own(section.purposes, id);
  return facts && { id, ...facts };
}
