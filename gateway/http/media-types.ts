export const mediaTypes = ['application/json', 'application/graphql-response+json'] as const;
export type MediaType = (typeof mediaTypes)[number];

interface Range {
  readonly type: string;
  readonly weight: number;
}

/**
 * The media type of the answer that an `Accept` header prefers (RFC 9110, 12.5.1); nothing where it accepts neither.
 * Where it has no preference the answer is `application/json`, which old clients expect.
 */
export function acceptedType(accept: string | undefined): MediaType | undefined {
  if (accept === undefined || accept.trim() === '') return 'application/json';
  const ranges = accept.split(',').flatMap(rangeOf);
  const best = ranges
    .filter(({ weight }) => weight > 0)
    .sort((a, b) => b.weight - a.weight)
    .find(({ type }) => meant(type).some((each) => !refuses(ranges, each)));
  return best && meant(best.type).find((each) => !refuses(ranges, each));
}

const meant = (range: string): readonly MediaType[] =>
  range === '*/*' || range === 'application/*' ? mediaTypes : mediaTypes.filter((each) => each === range);

const refuses = (ranges: readonly Range[], type: MediaType): boolean =>
  ranges.some((range) => range.type === type && range.weight === 0);

function rangeOf(text: string): readonly Range[] {
  const [type = '', ...parameters] = text.split(';').map((part) => part.trim().toLowerCase());
  const charset = parameters.find((each) => each.startsWith('charset='));
  // We write UTF-8 and nothing else.
  if (charset && !/^charset="?utf-8"?$/.test(charset)) return [];
  const weight = Number(parameters.find((each) => each.startsWith('q='))?.slice(2) ?? 1);
  return [{ type, weight: Number.isNaN(weight) ? 0 : weight }];
}

/** Whether a body may be read: JSON in UTF-8, not compressed. */
export function isJson(contentType: string | undefined): boolean {
  const [type = '', ...parameters] = (contentType ?? '').split(';').map((part) => part.trim().toLowerCase());
  return (
    type === 'application/json' &&
    parameters.every((each) => !each.startsWith('charset=') || /^charset="?utf-8"?$/.test(each))
  );
}
