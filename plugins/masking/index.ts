import type { Concern } from '../contract.ts';
import { lintLadders } from './lint.ts';
import { type MaskingSection, maskingSection } from './policy.ts';

/** Ladders: which technique masks which semantic type at which disclosure. It gives nothing and votes on nothing. */
export const masking: Concern<MaskingSection> = { name: 'masking', section: maskingSection, lint: lintLadders };
