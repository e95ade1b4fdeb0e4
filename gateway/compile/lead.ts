import { masking } from '../../plugins/masking/index.ts';
import { type Resolved, resolve } from '../../plugins/masking/ladders.ts';
import type { BoundTechnique } from '../../plugins/masking/technique.ts';
import type { Surrogates } from '../../plugins/masking/port.ts';
import { operatorsOf, survives } from '../../plugins/masking/uses.ts';
import { sectionOf } from '../../plugins/policy.ts';
import { clearId, type Ids, parseClearId } from '../../plugins/pseudonyms/ids.ts';
import type { Policy } from '../../schema/policy.ts';
import type { FieldFacts, Value } from '../../schema/terms/field.ts';
import type { Gift } from '../../schema/terms/verdict.ts';
import type { Led, Rules } from './rules.ts';

export type SurrogateSource = (domain: string, coordinate: string) => Surrogates;

/** Leads gifts down the policy's ladders. An id goes its own way: typed and whole, or a token of its domain. */
export function ladderLead(policy: Policy, sources: Sources): Rules['lead'] {
  const { ladders } = sectionOf(policy, masking);
  return (field, gift) => ledTo(field, resolve(ladders, field, gift), sources);
}

/** What makes surrogates and ids. */
export interface Sources {
  readonly surrogates: SurrogateSource;
  /** The same under the keys before, where there are some. */
  readonly earlier?: readonly SurrogateSource[];
  readonly ids: Ids;
}

function ledTo(field: FieldFacts, resolved: Resolved, { surrogates, earlier = [], ids }: Sources): Led {
  const { call, disclosure, position, technique, args } = resolved;
  const isId = field.type === 'ID' && field.name === 'id';
  const form = technique?.store?.(...args);
  return {
    call,
    disclosure,
    position,
    operators: operatorsOf(technique, args, field.type),
    orderable: survives(technique, args, 'order'),
    ...groupedAs(resolved, isId),
    reversible: technique?.reversible ?? isId,
    knowsSubject: technique?.knowsSubject ?? false,
    perSubject: technique?.perSubject ?? false,
    ...(form && { form }),
    bind: (domain) => {
      if (isId) return boundId(ids, field.entity, disclosure, domain);
      const under = (source: SurrogateSource): BoundTechnique | undefined =>
        technique?.bind({ field, surrogates: source(domain, field.coordinate) }, ...args);
      const bound = under(surrogates);
      if (!bound?.unmask || earlier.length === 0) return bound;
      return { ...bound, earlier: earlier.flatMap((source) => under(source)?.unmask ?? []) };
    },
  };
}

/** Clear values and those that a store makes are grouped there; surrogates by what they stand for, which stays different. */
function groupedAs({ disclosure, technique, args }: Resolved, isId: boolean): Pick<Led, 'grouped' | 'summed'> {
  const clear = disclosure === 'clear';
  const sealed = isId ? disclosure === 'replaced' : technique?.injective === true && !technique.perSubject;
  const stored = clear ? !isId : technique?.store !== undefined && survives(technique, args, 'group');
  return { grouped: stored ? 'store' : clear || sealed ? 'mask' : 'no', summed: clear };
}

/** A key becomes a global id, and an id the key it names; one of another entity or domain names nothing. */
function boundId(ids: Ids, entity: string, disclosure: Gift['disclosure'], domain: string): BoundTechnique {
  const clear = disclosure === 'clear';
  return {
    ...(clear && { before: clearId(entity, '') }),
    mask: (key: Value) => (clear ? clearId(entity, String(key)) : ids.sealId(domain, entity, String(key))),
    unmask: (id: Value) => {
      const named = clear ? parseClearId(String(id)) : ids.openId(domain, String(id));
      return named?.entity === entity ? named.key : undefined;
    },
  };
}
