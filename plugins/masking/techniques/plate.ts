import { z } from 'zod';
import type { Value } from '../../../schema/terms/field.ts';
import { first, last } from '../pieces.ts';
import { shortText } from '../values/text.ts';
import { technique } from '../technique.ts';

/** GA 36: province, authority, five characters, six of a new energy vehicle; the last may say what kind it is. */
const chinese =
  /^[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼使领][A-HJ-NP-Z][A-HJ-NP-Z0-9]{4,5}[A-HJ-NP-Z0-9挂学警港澳使领]$/;
const elsewhere = /^(?=.*[A-Z])(?=.*[0-9].*[0-9])[A-Z0-9]{6,8}$/;
const plain = (value: Value): string | undefined =>
  shortText(value, 20)
    ?.toUpperCase()
    .replace(/[ ·•・.-]/g, '');

/** `京A·12345` → `京A****5`, `AB12 CDE` → `A****E`. Four characters at least stay hidden. */
export const plate = technique({
  name: 'plate',
  summary: 'The first two characters and the last of a Chinese licence plate; the first and the last of others.',
  avoid: 'Beside a place and a time: few cars are left.',
  chinese: { summary: '车牌的前两位和末位；境外车牌的首位和末位。', avoid: '与地点、时间并列时：剩下的车不多。' },
  parameters: z.tuple([]),
  disclosure: 'reduced',
  types: ['String'],
  deterministic: true,
  reversible: false,
  injective: false,
  reveals: () => [...first(2), ...last(1)],
  left: (value) => {
    const text = plain(value) ?? '';
    return chinese.test(text) ? 34 ** (text.length - 3) : 36 ** (text.length - 2);
  },
  candidates: () => 34 ** 4,
  example: '京A·12345',
  bind: () => ({
    mask: (value) => {
      const text = plain(value);
      if (text === undefined) return null;
      const shown = chinese.test(text) ? 2 : elsewhere.test(text) ? 1 : undefined;
      return shown === undefined ? null : `${text.slice(0, shown)}****${text.slice(-1)}`;
    },
  }),
});
