import type { RestSurroundings } from '../../gateway/stores/rest.ts';

/** What surrounds a store in tests: a real clock, and pauses of no chance. */
export const restAround = (more: Partial<RestSurroundings> = {}): RestSurroundings => ({
  now: () => performance.now(),
  wait: (ms) => new Promise((resolve) => void setTimeout(resolve, ms).unref()),
  random: () => 0.5,
  ...more,
});
