import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { lintPolicy, parsePolicy } from '../../plugins/policy.ts';
import type { Catalogue } from '../../schema/catalogue/catalogue.ts';
import { readCatalogue } from '../../schema/catalogue/read.ts';
import { check } from '../../schema/check.ts';
import type { Finding } from '../../schema/finding.ts';
import { interpolate } from '../../schema/interpolate.ts';
import type { Policy } from '../../schema/policy.ts';
import { locateRemarks, readYaml } from '../../schema/yaml.ts';
import { type GatewayOptions, gatewayOptions } from './options.ts';
import { contradictions } from './contradictions.ts';
import type { Loaded } from './loaded.ts';

export type Environment = Readonly<Record<string, string | undefined>>;

/** A folder with its three files, read and checked. What is absent could not be used: the findings say why. */
export interface Configuration {
  readonly folder: string;
  readonly gateway?: GatewayOptions;
  readonly catalogue?: Catalogue;
  readonly policy?: Policy;
  readonly findings: readonly Finding[];
}

/** A folder that may be started from. */
export type UsableConfiguration = Required<Configuration>;

/** Reads `gateway.yaml`, `catalogue.yaml` and `policy.yaml` of a folder. It collects what is wrong instead of throwing. */
export async function loadConfiguration(folder: string, environment: Environment): Promise<Configuration> {
  const gateway = await loadGateway(join(folder, 'gateway.yaml'), environment);
  const catalogue = await loadCatalogue(join(folder, 'catalogue.yaml'));
  const policy = await loadPolicy(join(folder, 'policy.yaml'), catalogue.value);
  const told = [...gateway.findings, ...catalogue.findings, ...policy.findings];
  const crossed = gateway.value && catalogue.value ? contradictions(gateway, catalogue, policy) : [];
  return Object.freeze({
    folder,
    ...(gateway.value && { gateway: gateway.value }),
    ...(catalogue.value && { catalogue: catalogue.value }),
    ...(policy.value && { policy: policy.value }),
    findings: [...told, ...crossed],
  });
}

/** A catalogue and a policy without the rest of a folder, wherever each of them lies. */
export async function loadRules(files: {
  readonly catalogue: string;
  readonly policy: string;
}): Promise<Pick<Configuration, 'catalogue' | 'policy' | 'findings'>> {
  const catalogue = await loadCatalogue(files.catalogue);
  const policy = await loadPolicy(files.policy, catalogue.value);
  return {
    ...(catalogue.value && { catalogue: catalogue.value }),
    ...(policy.value && { policy: policy.value }),
    findings: [...catalogue.findings, ...policy.findings],
  };
}

/** Whether a gateway may start from it: every file could be used, and nothing in them is an error. */
export const isUsable = (configuration: Configuration): configuration is UsableConfiguration =>
  !!configuration.gateway &&
  !!configuration.catalogue &&
  !!configuration.policy &&
  configuration.findings.every((finding) => finding.severity !== 'error');

const nowhere = () => ({ line: 1, column: 1 });

async function textOf(file: string): Promise<{ readonly text: string } | { readonly findings: readonly Finding[] }> {
  try {
    return { text: await readFile(file, 'utf8') };
  } catch {
    const message = 'the file is missing or cannot be read';
    const advice = 'a configuration folder holds `gateway.yaml`, `catalogue.yaml` and `policy.yaml`';
    return { findings: [{ severity: 'error', file, line: 1, column: 1, path: [], message, advice }] };
  }
}

async function loadGateway(file: string, environment: Environment): Promise<Loaded<GatewayOptions>> {
  const read = await textOf(file);
  if ('findings' in read) return { file, findings: read.findings, locate: nowhere };
  const document = readYaml(read.text, file);
  if ('findings' in document) return { file, findings: document.findings, locate: nowhere };
  const filled = interpolate(document, environment);
  if ('findings' in filled) return { file, findings: filled.findings, locate: document.locate };
  const checked = check(gatewayOptions, filled);
  if ('findings' in checked) return { file, findings: checked.findings, locate: document.locate };
  return { file, value: checked.value, findings: [], locate: document.locate };
}

async function loadCatalogue(file: string): Promise<Loaded<Catalogue>> {
  const read = await textOf(file);
  if ('findings' in read) return { file, findings: read.findings, locate: nowhere };
  const checked = readCatalogue(read.text, file);
  const document = readYaml(read.text, file);
  const locate = 'findings' in document ? nowhere : document.locate;
  return 'catalogue' in checked
    ? { file, value: checked.catalogue, findings: checked.findings, locate }
    : { file, findings: checked.findings, locate };
}

async function loadPolicy(file: string, catalogue: Catalogue | undefined): Promise<Loaded<Policy>> {
  const read = await textOf(file);
  if ('findings' in read) return { file, findings: read.findings, locate: nowhere };
  const document = readYaml(read.text, file);
  if ('findings' in document) return { file, findings: document.findings, locate: nowhere };
  const { policy, remarks } = parsePolicy(document.value);
  const more = policy && catalogue ? lintPolicy({ policy, catalogue }) : [];
  const findings = locateRemarks([...remarks, ...more], document);
  return { file, ...(policy && { value: policy }), findings, locate: document.locate };
}
