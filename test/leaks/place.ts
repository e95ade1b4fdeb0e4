import type { World } from './tables.ts';

/**
 * Where a world lies: makes and fills it, and gives the folder of a configuration that reads it.
 * @param data the data folder of its gateway
 */
export type Place = (data: string, filled: World) => Promise<string>;
