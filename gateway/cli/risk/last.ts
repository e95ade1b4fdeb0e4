import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { risk as riskConcern } from '../../../plugins/risk/index.ts';
import type { Catalogue } from '../../../schema/catalogue/catalogue.ts';
import type { Policy } from '../../../schema/policy.ts';
import type { RiskReport } from './report.ts';

const folderIn = (data: string): string => join(data, 'risk');

/** What a later check needs of an entity that was measured. */
export interface LastEntity {
  readonly entity: string;
  readonly alone: number;
  readonly marketer: number;
}

/** The last measurement of a view, as it is kept. */
export interface LastRisk extends Pick<RiskReport, 'who' | 'purpose' | 'at'> {
  /** Of what it was measured by: a measurement under other rules says nothing. */
  readonly rules: string;
  readonly entities: readonly LastEntity[];
}

/** Keeps a measurement, one for each view; entities that were not measured this time keep their numbers under the same rules. */
export async function keepLast(data: string, report: RiskReport, rules: string): Promise<void> {
  const { who, purpose, at } = report;
  const folder = folderIn(data);
  const name = createHash('sha256')
    .update(JSON.stringify([who, purpose]))
    .digest('hex')
    .slice(0, 32);
  const path = join(folder, `${name}.json`);
  const before = await read(path);
  const same = before?.rules === rules ? before.entities : [];
  const now = report.entities.map(({ entity, measures: { alone, marketer } }) => ({
    entity,
    alone: alone.share,
    marketer: marketer.share,
  }));
  const older = same.filter(({ entity }) => !now.some((one) => one.entity === entity));
  const last: LastRisk = { who, purpose, at, rules, entities: [...now, ...older] };
  await mkdir(folder, { recursive: true, mode: 0o700 });
  // Whole or not at all: a check may read meanwhile.
  await writeFile(`${path}.new`, `${JSON.stringify(last, null, 2)}\n`, { mode: 0o600 });
  await rename(`${path}.new`, path);
}

/** A hash of catalogue and policy, save for the bounds that measurements are held against: new bounds need no new ones. */
export function rulesOf({ policy, catalogue }: { readonly policy: Policy; readonly catalogue: Catalogue }): string {
  const { [riskConcern.name]: _, ...sections } = policy.sections;
  return createHash('sha256')
    .update(JSON.stringify([catalogue.version, sections]))
    .digest('hex');
}

/** Every view's last measurement in a data folder; what cannot be read is none. */
export async function lastRisks(data: string): Promise<readonly LastRisk[]> {
  const names = await readdir(folderIn(data)).catch(() => []);
  const all = await Promise.all(
    names.filter((name) => name.endsWith('.json')).map((name) => read(join(folderIn(data), name))),
  );
  return all.filter((one) => one !== undefined).sort((a, b) => (a.who < b.who ? -1 : 1));
}

async function read(path: string): Promise<LastRisk | undefined> {
  try {
    const value: unknown = JSON.parse(await readFile(path, 'utf8'));
    return isLast(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

const isLast = (value: unknown): value is LastRisk =>
  typeof value === 'object' &&
  value !== null &&
  ['who', 'purpose', 'at', 'rules'].every((key) => typeof Reflect.get(value, key) === 'string') &&
  Array.isArray(Reflect.get(value, 'entities'));
