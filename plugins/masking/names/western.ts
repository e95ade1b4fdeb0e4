import type { NameParts } from './chinese.ts';

const words = (text: string): ReadonlySet<string> => new Set(text.split(' '));

/** They belong to the family name that follows them. */
export const particles = words(
  "van von der den de del della di da du dos das do la le el al bin binti ibn ten ter zu zum zur af av st ap y e 't ’t",
);
const titles = words(
  'mr mrs ms miss mx dr prof sir dame lady lord rev fr herr frau mme mlle m señor señora sr sra dña don doña',
);
export const suffixes = words('jr sr ii iii iv phd md esq jnr snr');

const word = /^(?:['’]t$|\p{L})[\p{L}\p{M}'’ʼ.‐-]*$/u;
const bare = (text: string): string => text.toLowerCase().replaceAll('.', '');

/**
 * `Ludwig van Beethoven`, `Dr. Ana de la Cruz`, `Smith, John Jr.`: words of letters, the family name last, with its
 * particles, or before a comma. A name of one word is none: it cannot be told whose part it is.
 */
export function westernName(name: string): NameParts | undefined {
  const [before = '', after, ...more] = name.split(',').map((part) => part.trim());
  if (more.length > 0) return undefined;
  if (after === undefined || suffixes.has(bare(after))) return inOrder(nameWords(before));
  const [family, given] = [nameWords(before), nameWords(after)];
  return family && given ? { family: family.join(' '), given: given.join(' ') } : undefined;
}

/** The words without titles and suffixes; nothing where one of them is no word, or none is left. */
function nameWords(text: string): readonly string[] | undefined {
  const parts = text.split(/\s+/u);
  if (parts.length > 6 || !parts.every((part) => part.length <= 40 && word.test(part))) return undefined;
  const first = parts.findIndex((part) => !titles.has(bare(part)));
  const last = parts.findLastIndex((part) => !suffixes.has(bare(part)));
  return first >= 0 && last >= first ? parts.slice(first, last + 1) : undefined;
}

function inOrder(parts: readonly string[] | undefined): NameParts | undefined {
  if (!parts || parts.length < 2) return undefined;
  // The family name begins with the particles before the last word; the first word never belongs to it.
  const given = parts.findLastIndex((part, at) => at < parts.length - 1 && !particles.has(bare(part)));
  const start = Math.max(given + 1, 1);
  return { family: parts.slice(start).join(' '), given: parts.slice(0, start).join(' ') };
}
