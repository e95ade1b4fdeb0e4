import { anonymization } from './anonymization/index.ts';
import { audit } from './audit/index.ts';
import { classification } from './classification/index.ts';
import { consent } from './consent/index.ts';
import type { Concern } from './contract.ts';
import { limits } from './limits/index.ts';
import { masking } from './masking/index.ts';
import { partners } from './partners/index.ts';
import { pseudonyms } from './pseudonyms/index.ts';
import { purpose } from './purpose/index.ts';
import { register } from './register.ts';
import { risk } from './risk/index.ts';
import { roles } from './roles/index.ts';

/** Every concern, in the order of the alphabet: order means nothing. */
export const concerns: readonly Concern<unknown>[] = Object.freeze([
  register(anonymization),
  register(audit),
  register(classification),
  register(consent),
  register(limits),
  register(masking),
  register(partners),
  register(pseudonyms),
  register(purpose),
  register(risk),
  register(roles),
]);
