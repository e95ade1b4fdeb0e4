import { createCipheriv, createHmac, createSecretKey, randomBytes } from 'node:crypto';
import { parseCall } from '../../../plugins/masking/call.ts';
import type { Technique } from '../../../plugins/masking/technique.ts';
import { techniques } from '../../../plugins/masking/techniques/index.ts';
import { keyring } from '../../../plugins/pseudonyms/keyring.ts';
import { surrogates } from '../../../plugins/pseudonyms/surrogates.ts';
import type { FieldType } from '../../../schema/terms/field.ts';
import { median } from '../median.ts';
import { number, table } from '../report/table.ts';
import type { Measure } from './measure.ts';
import { valuesFor } from './technique-values.ts';

/** Fewer than a field remembers, so that the second time all of them are. */
const count = 2_000;
const rounds = 7;

/** What each technique costs: in this process, without a store. */
export const measureTechniques: Measure = () => Promise.resolve(inWords());

function inWords(): string {
  const limits = table(
    ['node:crypto alone', 'values a second'],
    limit().map(([name, act]) => [name, perSecond(timesOf(act))]),
  );
  const rows = [...techniques.values()].map((technique) => {
    const [first, again] = costOf(technique);
    return [`\`${technique.call ?? technique.name}\``, perSecond(first), again === undefined ? null : perSecond(again)];
  });
  return `Values a second on one core: medians of ${rounds} rounds of ${number(count)} values. Those with a key remember what they made
(8,192 values of a field, at most 128 fields); *again* is the same values a second time. Without a key nothing is remembered.

${limits}

${table(['technique', 'values a second', 'again'], rows)}`;
}

const perSecond = (microseconds: number): string => number(1e6 / microseconds);

/** Under the limit of one call for each value: a pseudonym is one HMAC, FF1 ten rounds of AES, a seal two passes of it. */
const limit = (): readonly (readonly [string, (n: number) => unknown])[] => {
  const key = createSecretKey(randomBytes(32));
  const block = Buffer.alloc(16);
  return [
    ['HMAC-SHA-256', (n) => createHmac('sha256', key).update(`Emma Johnson ${n}`).digest()],
    ['AES-256, one block', () => createCipheriv('aes-256-ecb', key, null).update(block)],
    ['AES-256-GCM, sixteen bytes', () => createCipheriv('aes-256-gcm', key, block.subarray(4)).update(block)],
  ];
};

/** Microseconds a value: the first time, and where they are others each time, once more. */
function costOf(technique: Technique): readonly [number, number | undefined] {
  const { each, type, values } = valuesFor(technique, count);
  const [value = null] = values;
  if (
    technique.name !== 'withhold' &&
    (value === null || boundTo(technique, type).mask(value, [], 'Example:1') === null)
  )
    throw new Error(`\`${technique.name}\` is measured with a value that does not fit it`);
  const times = Array.from({ length: rounds }, () => {
    const { mask } = boundTo(technique, type);
    const pass = (): number =>
      elapsed(() => values.forEach((value) => void mask(value, ['Emma Johnson'], 'Example:1')));
    return [pass(), pass()] as const;
  });
  const [first, again] = [0, 1].map((at) => median(times.map((pair) => pair[at] ?? 0)));
  return each ? [first ?? 0, again] : [Math.min(first ?? 0, again ?? 0), undefined];
}

/** With keys of its own each time: nothing is remembered from the round before. */
function boundTo({ name, call = name, parameters, bind }: Technique, type: FieldType) {
  const ring = keyring([{ id: 'k1', secret: randomBytes(32) }]);
  const field = {
    coordinate: 'Example.value',
    entity: 'Example',
    name: 'value',
    type,
    tier: '',
    category: '',
    semantic: 'plain',
  };
  const args = parameters.parse(parseCall(call).args);
  return bind({ field, surrogates: surrogates(ring, 'role:example/example', field.coordinate) }, ...args);
}

const timesOf = (act: (n: number) => unknown): number =>
  median(
    Array.from({ length: rounds }, () =>
      elapsed(() => {
        for (let n = 0; n < count; n += 1) act(n);
      }),
    ),
  );

/** Microseconds a value. */
function elapsed(act: () => void): number {
  const began = performance.now();
  act();
  return ((performance.now() - began) * 1000) / count;
}
