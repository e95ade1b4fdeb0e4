import { included } from '../include.ts';
import type { ViewerOut } from '../plan.ts';

/** What `viewer` tells the caller of themselves. */
export interface ViewerFacts {
  readonly id: string;
  readonly roles: readonly string[];
  readonly partner?: string;
  readonly purposes: readonly { readonly id: string; readonly description: string }[];
}

interface ViewerObject {
  readonly id: string;
  readonly description?: string;
  readonly roles?: readonly string[];
  readonly partner?: string;
  readonly purposes?: ViewerFacts['purposes'];
}

/** `viewer` as the document asks for it. */
export function viewerObject(
  selection: readonly ViewerOut[],
  facts: ViewerObject,
  variables: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> {
  const shaped: Record<string, unknown> = Object.create(null);
  for (const out of selection) {
    if (!included(out.include, variables)) continue;
    if (out.viewer === 'typename') shaped[out.key] = out.value;
    else if (out.viewer === 'purposes') {
      shaped[out.key] = (facts.purposes ?? []).map((purpose) => viewerObject(out.selection, purpose, variables));
    } else shaped[out.key] = facts[out.viewer] ?? null;
  }
  return shaped;
}
