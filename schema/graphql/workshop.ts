import type { Catalogue } from '../catalogue/catalogue.ts';
import { type Builder, newBuilder } from './builder.ts';
import { type Describe, describer } from './describe.ts';
import { type EntitySurface, type Surface, surfaceOf } from './surface.ts';
import type { Visible } from './visible.ts';

/** Where the types of one schema are made: each when it is first asked for and then shared, so none is there for nothing. */
export interface Workshop {
  readonly builder: Builder;
  readonly surface: Surface;
  readonly entity: (name: string) => EntitySurface;
  readonly describe: Describe;
  /** The type of this name. It is remembered before it is filled: types lead back to themselves. */
  readonly once: <T>(name: string, begin: (name: string) => T, fill?: (made: T) => void) => T;
}

export function openWorkshop(catalogue: Catalogue, visible: Visible): Workshop {
  const surface = surfaceOf(catalogue, visible);
  const made = new Map<string, unknown>();
  return {
    builder: newBuilder(),
    surface,
    describe: describer(catalogue, surface),
    entity: (name) => {
      const found = surface.entities.get(name);
      if (!found) throw new Error(`this schema has no entity \`${name}\``);
      return found;
    },
    once: <T>(name: string, begin: (name: string) => T, fill?: (made: T) => void): T => {
      if (made.has(name)) return made.get(name) as T;
      const type = begin(name);
      made.set(name, type);
      fill?.(type);
      return type;
    },
  };
}
