import { type SampleFacts, type ValueKind, valueKinds } from '../../../plugins/classification/discover/facts.ts';
import { kindTests } from './kinds.ts';

/** What some values of one column show. INVARIANT: no value is in what comes out, and none can be read from it. */
export function summarize(values: readonly (string | null)[]): SampleFacts {
  const texts = values.flatMap((value) => (value === null || value.trim() === '' ? [] : [value.trim()]));
  const shares = valueKinds.flatMap((kind): readonly [ValueKind, number][] => {
    const share = texts.length === 0 ? 0 : texts.filter(kindTests[kind]).length / texts.length;
    return share === 0 ? [] : [[kind, share]];
  });
  return {
    tested: texts.length,
    distinct: new Set(texts).size,
    longest: texts.reduce((longest, text) => Math.max(longest, text.length), 0),
    shares: Object.fromEntries(shares),
  };
}
