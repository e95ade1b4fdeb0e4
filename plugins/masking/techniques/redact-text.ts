import { z } from 'zod';
import { redact } from '../redaction/redact.ts';
import { wellFormed } from '../values/text.ts';
import { technique } from '../technique.ts';

/**
 * Free text without what reaches or names a person: e-mail addresses, phone numbers, identity numbers, bank cards and IPv4
 * addresses by their shape or check digit, and what is known of the row's subject in any spelling. Each leaves its kind:
 * `[phone]`. Names of others are not recognised. Where the subject's values could not be had the text does not fit:
 * unknown is not the same as none.
 */
export const redactText = technique({
  name: 'redact-text',
  summary: "The text without e-mail addresses, numbers that reach a person, and what is known of the row's subject.",
  avoid: 'Where what people wrote is not needed: `withhold`. Names of strangers can stay.',
  chinese: {
    summary: '去掉邮箱、能找到人的号码以及已知的数据主体信息后的文本。',
    avoid: '不需要原文时：`withhold`。陌生人的姓名可能留下。',
  },
  parameters: z.tuple([]),
  disclosure: 'reduced',
  types: ['String'],
  deterministic: true,
  reversible: false,
  injective: false,
  reveals: () => [{ tells: 'text' }],
  knowsSubject: true,
  candidates: () => 'as many as the text leaves open',
  example: 'Please call Emma Johnson on +44 20 7946 0958 about order 20260307001.',
  bind: () => ({
    mask: (value, known) => {
      const text = wellFormed(value);
      return text === undefined || known === undefined ? null : redact(text, known);
    },
  }),
});
