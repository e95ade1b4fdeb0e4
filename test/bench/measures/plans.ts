import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { getOperationAST, parse, validate } from 'graphql';
import { loadRules } from '../../../gateway/config/load.ts';
import { edition } from '../../../gateway/edition.ts';
import { keyring } from '../../../plugins/pseudonyms/keyring.ts';
import { median } from '../median.ts';
import { questionNames, questions } from '../questions.ts';
import { number, table } from '../report/table.ts';
import type { Measure } from './measure.ts';

const tries = 400;
const entitlement = { roles: ['support'] };
const purpose = 'customer-support';

/** What is done once for a document: in this process, with the rules of the race. */
export const measurePlans: Measure = async () => {
  const folder = join(import.meta.dirname, '../scrim');
  const { catalogue, policy } = await loadRules({
    catalogue: join(folder, 'catalogue.yaml'),
    policy: join(folder, 'policy.yaml'),
  });
  if (!catalogue || !policy) throw new Error('the rules of the race cannot be used');
  const ring = keyring([{ id: 'k1', secret: randomBytes(32) }]);
  const current = edition({ catalogue, policy, keyring: ring, stores: new Map() });
  const schema = current.schema(entitlement);
  const rows = questionNames.map((name) => {
    const times = { parse: [] as number[], validate: [] as number[], plan: [] as number[] };
    for (let n = 0; n < tries; n += 1) {
      // A text that was never seen: nothing is remembered of it.
      const source = questions[name].document.replace(' name ', ` name called${n}: name `);
      const document = timed(times.parse, () => parse(source));
      timed(times.validate, () => validate(schema, document));
      const operation = getOperationAST(document);
      if (!operation) throw new Error('a document of the race has an operation');
      timed(times.plan, () => current.plan({ document, source, operation, entitlement, purpose }, 0));
    }
    return [name, ...Object.values(times).map((all) => number(median(all.slice(tries / 4)) * 1000))];
  });
  return `Microseconds for a document that was never seen: medians of ${tries * 0.75}, after ${tries / 4} more that do not count. A plan is
kept by document, profile and versions, so all of this happens once.

${table(['', 'parse', 'validate', 'judge and compile'], rows)}`;
};

function timed<T>(into: number[], act: () => T): T {
  const began = performance.now();
  const made = act();
  into.push(performance.now() - began);
  return made;
}
