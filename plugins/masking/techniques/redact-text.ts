import { z } from 'zod';
import { findSpans } from '../redaction/find-spans.ts';
import { redact } from '../redaction/redact.ts';
import { technique } from '../technique.ts';
import { wellFormed } from '../values/text.ts';

/**
 * Free text without what names or reaches a person: names, telephone numbers, e-mail and postal addresses, identity, card
 * and account numbers, plates, credit codes, days of birth, network addresses, profiles and handles, in English and Chinese,
 * by shape, check digit, context and lists; and what is known of the row's subject in any spelling. Each leaves its kind in
 * the language around it: `[phone]`, `[电话]`. It is no proof that nothing is left: docs/free-text.md has the figures.
 * Where the subject's values could not be had the text does not fit: unknown is not the same as none.
 */
export const redactText = technique({
  name: 'redact-text',
  summary: "The text without names, numbers and addresses of persons, and without what is known of the row's subject.",
  avoid:
    'Where what people wrote is not needed: `withhold`. It is no proof: docs/free-text.md says how many names stay.',
  chinese: {
    summary: '去掉人的姓名、号码、地址以及已知的数据主体信息后的文本。',
    avoid: '不需要原文时：`withhold`。它不是证明：docs/free-text.zh-CN.md 说明会漏掉多少姓名。',
  },
  parameters: z.tuple([]),
  disclosure: 'reduced',
  types: ['String'],
  deterministic: true,
  reversible: false,
  injective: false,
  reveals: () => [{ tells: 'text' }],
  knowsSubject: true,
  find: findSpans,
  candidates: () => 'as many as the text leaves open',
  example: 'Please call Emma Johnson on +44 20 7946 0958 about order 20260307001.',
  bind: () => ({
    mask: (value, known) => {
      const text = wellFormed(value);
      return text === undefined || known === undefined ? null : redact(text, known);
    },
  }),
});
