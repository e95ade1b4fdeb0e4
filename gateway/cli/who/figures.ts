import { holderInWords } from '../matrix-words.ts';
import type { WhoFigures } from './report.ts';

/** Who gets figures, and what they are bound to: ``role `analyst` for `reporting`: of 10 people; by country``. */
export const figuresInWords = ({ holder, purpose, notInForce, told }: WhoFigures): string =>
  `${holderInWords(holder)} for \`${purpose}\`${notInForce === undefined ? '' : `, which ${notInForce}`}: ${told.join('; ')}`;
