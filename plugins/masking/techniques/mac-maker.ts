import { z } from 'zod';
import { part } from '../pieces.ts';
import { shortText } from '../values/text.ts';
import { technique } from '../technique.ts';

const shape =
  /^(?:[0-9a-f]{2}([:-])(?:[0-9a-f]{2}\1){4}[0-9a-f]{2}|[0-9a-f]{4}\.[0-9a-f]{4}\.[0-9a-f]{4}|[0-9a-f]{12})$/;

/** `02-1B-44-11-3A-B7` → `02:1b:44:00:00:00`: who made the device, not which one it is. */
export const macMaker = technique({
  name: 'mac-maker',
  summary: "The maker's half of a hardware address; the other is zero.",
  avoid: 'For rare devices: the maker can be enough.',
  chinese: { summary: 'MAC 地址的厂商部分，其余为零。', avoid: '少见的设备：厂商就足以认出。' },
  parameters: z.tuple([]),
  disclosure: 'reduced',
  types: ['String'],
  deterministic: true,
  reversible: false,
  injective: false,
  reveals: () => part('maker'),
  candidates: () => 2 ** 24,
  example: '02:1b:44:11:3a:b7',
  bind: () => ({
    mask: (value) => {
      const text = shortText(value, 20)?.toLowerCase();
      const digits = text && shape.test(text) ? text.replace(/[^0-9a-f]/g, '') : undefined;
      return digits ? `${digits.slice(0, 2)}:${digits.slice(2, 4)}:${digits.slice(4, 6)}:00:00:00` : null;
    },
  }),
});
