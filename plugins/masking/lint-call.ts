import type { Remark } from '../../schema/finding.ts';
import { compareDisclosure } from '../../schema/terms/disclosure.ts';
import { semantics } from '../../schema/terms/semantics/index.ts';
import { own } from '../own.ts';
import { type Path, unknown, wrong } from '../remark.ts';
import { parseCall } from './call.ts';
import type { Rung } from './policy.ts';
import type { Technique } from './technique.ts';
import { techniques } from './techniques/index.ts';

/** What people write who mean something that has another name here, or that holds nothing back. */
const notThese: readonly (readonly [names: RegExp, why: string, instead: string])[] = [
  [
    /^(?:hash|sha-?\d+|md-?5|blake\d?|crc-?\d*|digest|checksum)$/,
    'is a plain hash: whoever tries all phone numbers finds the one (there are 7,000,000,000)',
    'use `pseudonym`, which has a key of the recipient',
  ],
  [
    /^(?:base-?\d+|hex|rot-?\d*|reverse|shuffle|scramble|encode|obfuscate|swap|substitute)$/,
    'hides nothing from somebody who looks twice',
    'use `pseudonym`, or `seal` where it must come back',
  ],
  [
    /^(?:encrypt|aes|tokeni[sz]e|token|cipher)$/,
    'is called `seal` here',
    'use `seal`, or `fpe` where the format stays',
  ],
  [
    /^(?:random|fake|faker|dummy|synthetic)$/,
    'is another value each time, which is averaged away',
    'use `constant` or `noise`',
  ],
  [
    /^(?:mask|partial|stars?|redact|show)$/,
    'does not say what stays',
    'use `keep`, `keep-last` or the one for its kind',
  ],
  [/^(?:null|nullify|drop|delete|remove|suppress|hide)$/, 'is called `withhold` here', 'use `withhold`'],
];

/** NIST SP 800-38G rev. 1 (2nd draft), 5.1. */
const leastDomain = 1_000_000;
/** Of fewer values the frequencies tell which surrogate is which. */
const fewValues = 1000;

/** What is wrong with one technique at one place of a ladder. */
export function lintCall(text: string, semantic: string, rung: Rung, path: Path): readonly Remark[] {
  const { name, args } = parseCall(text);
  const technique = techniques.get(name);
  if (!technique) {
    const [, why, instead] = notThese.find(([names]) => names.test(name)) ?? [];
    return [why ? wrong(path, `\`${name}\` ${why}`, instead) : unknown(path, 'technique', name, techniques.keys())];
  }
  if (compareDisclosure(technique.disclosure, rung) < 0) {
    return [
      wrong(
        path,
        `\`${name}\` is ${technique.disclosure}, which tells more than ${rung}`,
        `move it to \`${technique.disclosure}\``,
      ),
    ];
  }
  const parsed = technique.parameters.safeParse(args);
  if (parsed.success) return lintDomain(technique, semantic, path);
  const reason = parsed.error.issues.map((issue) => issue.message.toLowerCase()).join('; ');
  return [wrong(path, `\`${text}\` has wrong parameters: ${reason}`, technique.summary)];
}

/** A surrogate of one of a few values is told by trying, or by how often it comes. */
function lintDomain(technique: Technique, semantic: string, path: Path): readonly Remark[] {
  const { values, en } = own(semantics, semantic) ?? {};
  if (values === undefined || technique.disclosure !== 'replaced' || !technique.injective) return [];
  const there = `there are some ${new Intl.NumberFormat('en').format(values)} values of a ${en}`;
  if (technique.name.startsWith('fpe') && values < leastDomain)
    return [wrong(path, `\`${technique.name}\` needs at least 10^6 values: ${there}`, 'use `pseudonym`')];
  if (values >= fewValues) return [];
  return [wrong(path, `${there}: how often each comes tells which it is`, 'use `withhold`, or `constant`')];
}
