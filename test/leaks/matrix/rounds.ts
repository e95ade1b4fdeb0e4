import { type DemoProfile, demoProfiles } from '../demo-profiles.ts';
import { channels } from './channels.ts';
import type { Known, Probe } from './probe.ts';
import type { Told } from './send.ts';
import type { Process } from './world.ts';

/** A probe with the channel that it tries and its place among all of them. */
export interface Placed {
  readonly at: number;
  readonly channel: number;
  readonly probe: Probe;
}

/** All that everybody asks. */
export const placedProbes = (known: Known): readonly Placed[] =>
  channels
    .flatMap(({ number, probes }) => probes(known).map((probe) => ({ channel: number, probe })))
    .map((one, at) => ({ ...one, at }));

/** An answer that is not the one that they get alone, and after whom it came. */
export interface Moved {
  readonly channel: number;
  readonly profile: DemoProfile;
  readonly after: string;
  readonly probe: Probe;
  readonly alone: string;
  readonly told: string;
}

/** Somebody asks everything. Those that want the stores down come last, one by one. */
export async function round(
  process: Process,
  profile: DemoProfile,
  probes: readonly Placed[],
  tell: (placed: Placed, told: Told) => void,
): Promise<void> {
  const next = { at: 0 };
  const up = probes.filter(({ probe }) => !probe.down);
  const worker = async (): Promise<void> => {
    for (let at = next.at++; at < up.length; at = next.at++) {
      const placed = up[at] as Placed;
      tell(placed, await process.ask(profile, placed.probe));
    }
  };
  await Promise.all(Array.from({ length: 6 }, worker));
  for (const placed of probes.filter(({ probe }) => probe.down)) tell(placed, await process.ask(profile, placed.probe));
}

/** Everybody asks each thing at the same time, first without anybody having asked it, then again. */
export async function crowd(
  process: Process,
  probes: readonly Placed[],
  tell: (profile: DemoProfile, placed: Placed, told: Told) => void,
): Promise<void> {
  for (const placed of probes.filter(({ probe }) => !probe.down))
    await Promise.all(
      [...demoProfiles, ...demoProfiles.toReversed()].map(async (profile) =>
        tell(profile, placed, await process.ask(profile, placed.probe)),
      ),
    );
}

/** A walk that goes from each one to each one, itself as well, once: the sequence of de Bruijn of two. */
export function walk<T>(all: readonly T[]): readonly T[] {
  const steps = all.flatMap((one, at) => [one, ...all.slice(at + 1).flatMap((other) => [one, other])]);
  return [...steps, ...all.slice(0, 1)];
}
