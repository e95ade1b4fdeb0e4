import { isAlias, isCollection, isMap, isScalar, type Document as Parsed } from 'yaml';
import type { Remark } from './finding.ts';

/** Where a node begins. */
export const startOf = (node: unknown): number =>
  (node as { readonly range?: readonly number[] } | null)?.range?.[0] ?? 0;

/** Where the value at a path is written; where there is none, the nearest thing around it. */
export function offsetOf(parsed: Parsed, path: Remark['path'], where?: 'key'): number {
  let node: unknown = parsed.contents;
  let around = startOf(node);
  let key: number | undefined;
  for (const step of path) {
    const next = stepInto(isAlias(node) ? node.resolve(parsed) : node, step);
    if (!next) return around;
    ({ node, key } = next);
    around = key ?? startOf(node);
  }
  const written = isScalar(node) && node.source !== '' ? startOf(node) : undefined;
  return where === 'key' || written === undefined ? around : written;
}

function stepInto(node: unknown, step: string | number): { readonly node: unknown; readonly key?: number } | undefined {
  if (isMap(node)) {
    const pair = node.items.find(({ key }) => isScalar(key) && key.value === String(step));
    return pair && { node: pair.value, key: startOf(pair.key) };
  }
  const item: unknown = isCollection(node) ? node.items[Number(step)] : undefined;
  return item === undefined ? undefined : { node: item };
}
