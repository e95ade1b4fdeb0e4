import { z } from 'zod';
import { canonical } from '../values/canonical.ts';
import { wellFormed } from '../values/text.ts';
import { equality } from '../pieces.ts';
import { technique } from '../technique.ts';

/**
 * A keyed hash of the value. Spellings that are the same to Unicode (NFKC), or to its semantic type (`+86 154 0000 1234` and
 * `15400001234`), are one value and have one pseudonym.
 * GDPR Art. 4(5): still personal data, for whoever holds the key can recompute it.
 */
export const pseudonym = technique({
  name: 'pseudonym',
  summary: 'A keyed hash (HMAC-SHA-256) under a key of the recipient; nobody turns it back.',
  avoid: 'For a few values (gender, city): how often each comes tells which it is.',
  chinese: {
    summary: '带密钥的哈希（HMAC-SHA-256），密钥属于接收方，无人能还原。',
    avoid: '取值很少的字段（性别、城市）：出现次数就透露了是哪个。',
  },
  parameters: z.tuple([]),
  disclosure: 'replaced',
  types: ['String'],
  deterministic: true,
  reversible: false,
  injective: true,
  reveals: () => equality,
  candidates: () => 'all',
  example: 'Emma Johnson',
  bind: ({ field, surrogates }) => ({
    mask: (value) => {
      const text = wellFormed(value);
      return text === undefined ? null : surrogates.pseudonym(canonical(field.semantic, text));
    },
  }),
});
