import { GatewayError } from '../../schema/terms/errors.ts';
import type { BoundAggregate, BoundKey } from '../bound.ts';
import type { Arguments, PageLimits } from './arguments.ts';

/** How many groups are told, and read. */
type Size = Pick<BoundAggregate, 'most' | 'bearable'> & { readonly limit?: number };

/** What `first` asks for. @throws GatewayError `BAD_USER_INPUT`, `COST_EXCEEDED` */
export function groupsAsked(
  { first }: Arguments,
  page: PageLimits,
  keys: readonly { readonly bound?: BoundKey['bound'] | undefined }[],
): Size {
  if (typeof first === 'number' && first < 0) throw new GatewayError('BAD_USER_INPUT', '`first` cannot be negative');
  if (typeof first === 'number' && first > page.max)
    throw new GatewayError('COST_EXCEEDED', `an answer has at most ${page.max} groups: ask for fewer`);
  const most = first ?? page.max;
  if (keys.length === 0) return { most };
  // INVARIANT: surrogates are told of all groups or of none. The store cuts by what they stand for, whose order is nobody's.
  const masked = keys.some(({ bound }) => bound);
  const whole = masked || typeof first !== 'number';
  return { most, limit: (masked ? page.max : most) + 1, ...(whole && { bearable: page.max }) };
}
