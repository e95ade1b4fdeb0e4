import { answerChannels } from './answers.ts';
import { argumentChannels } from './arguments.ts';
import { documentChannels } from './documents.ts';
import { doorChannels } from './doors.ts';
import type { Channel } from './probe.ts';
import { recordChannels } from './records.ts';

/** Every channel that there is for somebody who only reads, in the order of its number. */
export const channels: readonly Channel[] = [
  ...documentChannels,
  ...argumentChannels,
  ...recordChannels,
  ...answerChannels,
  ...doorChannels,
].sort((a, b) => a.number - b.number);
