import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect } from 'vitest';
import type { RiskReport } from '../../gateway/cli/risk/report.ts';
import { fillFromTemplate } from '../fixtures/demo-template.ts';
import { scrim } from './cli-world.ts';

export const today = '2026-11-21';

export const borealis = ['--as', 'partner-borealis', '--purpose', 'market-research'] as const;
export const analyst = ['--as', 'role=analyst', '--purpose', 'analytics'] as const;

/** The demo's people in a folder of the suite's own, and the command run on them. */
export function riskWorld() {
  const place = { data: '' };
  beforeAll(async () => {
    place.data = await mkdtemp(join(tmpdir(), 'scrim-risk-'));
    await fillFromTemplate(place.data);
  });
  afterAll(() => rm(place.data, { recursive: true, force: true }));
  const run = (...args: readonly string[]) => scrim(['risk', ...args], { SCRIM_DATA: place.data }, today);
  const risk = async (...args: readonly string[]): Promise<RiskReport> => {
    const { code, stdout, stderr } = await run('--json', ...args);
    // On a busy machine it says how far it is.
    expect([code, stderr.replace(/^scrim: \w+: [\d,]+ of [\d,]+ rows\n/gm, '')]).toEqual([0, '']);
    return JSON.parse(stdout) as RiskReport;
  };
  return { place, run, risk };
}
