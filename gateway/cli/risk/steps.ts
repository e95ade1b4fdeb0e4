import { ladderOf } from '../../../plugins/masking/ladders.ts';
import { type Ladders, rungs } from '../../../plugins/masking/policy.ts';
import type { BoundTechnique } from '../../../plugins/masking/technique.ts';
import type { ladderLead } from '../../compile/lead.ts';
import type { FieldView } from '../../views.ts';

/** What the ladder has after a technique. */
export interface Step {
  /** As the policy writes it. */
  readonly technique: string;
  /** Nothing is left of the value that somebody could know. */
  readonly nothing: boolean;
  readonly mask?: BoundTechnique['mask'];
}

/** The ladders of a policy, and what leads down them. */
export interface Stairs {
  readonly ladders: Ladders;
  readonly lead: ReturnType<typeof ladderLead>;
}

const withheld: Step = Object.freeze({ technique: 'withhold', nothing: true });

/** For each case of a field the technique that is one step further up its ladder; the last one is `withhold`. */
export function stepsUp({ ladders, lead }: Stairs, { field, cases }: FieldView): readonly Step[] {
  const calls = ladderOf(ladders, field);
  return cases.map(({ technique, domain }) => {
    const at = technique === 'clear' ? 0 : calls.indexOf(technique) + 1;
    // A technique that the ladder does not hold has nothing after it.
    if (technique !== 'clear' && at === 0) return withheld;
    const [led] = calls
      .slice(at)
      .flatMap((call) => rungs.map((rung) => lead(field, { disclosure: rung, technique: call })))
      .filter((one) => calls.indexOf(one.call) >= at);
    if (!led) return withheld;
    const { call, disclosure, knowsSubject } = led;
    if (disclosure !== 'reduced') return { technique: call, nothing: true };
    const mask = led.bind(domain)?.mask;
    // What needs to know the row's subject takes out what is known of them, and that was not read.
    return { technique: call, nothing: false, ...(!knowsSubject && mask && { mask }) };
  });
}
