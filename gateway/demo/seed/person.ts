import type { Random } from './random.ts';

export type Gender = 'FEMALE' | 'MALE' | 'OTHER';

/** What comes from where somebody lives. */
export interface Person {
  readonly name: string;
  /** How they name themselves in a letter: `Mrs O'Dowda`, `欧阳女士`. */
  readonly called: string;
  readonly nationalId: string | null;
  readonly phone: string;
  readonly email: string | null;
  readonly address: string | null;
  readonly city: string;
  readonly region: string;
  readonly country: string;
  readonly bankCard: string | null;
}

/** Who is asked for: the rest of a person follows from it. */
export interface Sketch {
  /** Counts from 0 among the people of that half of the world. */
  readonly n: number;
  readonly gender: Gender;
  readonly birthDate: string;
  readonly dice: Random;
}
