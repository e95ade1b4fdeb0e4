import { chinesePlace } from './chinese.ts';
import { westernPlace } from './western.ts';

/** How far down an address is shown. */
export type Level = 'country' | 'province' | 'city' | 'district';

/** The address down to a level, or nothing where that is not clearly told from the rest. */
export function placeOf(address: string, level: Level): string | undefined {
  const chinese = chinesePlace(address);
  if (chinese) return level === 'country' ? '中国' : chinese[level];
  const western = westernPlace(address);
  if (!western) return undefined;
  const { city, region, country } = western;
  const above = level === 'country' ? [country] : [region, country];
  const parts = (level === 'country' || level === 'province' ? above : [city, ...above]).filter(
    (one) => one !== undefined,
  );
  return parts.length > 0 ? parts.join(', ') : undefined;
}
