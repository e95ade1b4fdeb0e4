import { createHash } from 'node:crypto';
import { residentIdCheck } from '../../gateway/demo/seed/check-digits.ts';

/** Two worlds that differ only in what a clerk, a courier or an agent may not see. */
export type Variant = 'a' | 'b';

export interface Person {
  readonly id: string;
  readonly name: string;
  readonly family: string;
  readonly mood: 'SUNNY' | 'GLOOMY';
  readonly birthDate: string;
  readonly nationalId: string | null;
  readonly phone: string;
  readonly email: string;
  readonly street: string;
  readonly address: string;
  readonly branch: 'north' | 'south' | 'east';
  readonly town: string;
  readonly ip: string;
  readonly balance: string;
  readonly secretCode: string;
  /** In a column that no catalogue names. */
  readonly unnamed: string;
  readonly referrer: string | null;
}

/** Randomness that is the same each time: what is drawn depends on its name alone. */
export function draw(name: string) {
  const bytes = createHash('sha256').update(`canary ${name}`).digest();
  const pick = (letters: string, count: number, from = 0): string =>
    Array.from({ length: count }, (_, at) => letters[(bytes[(at + from) % 32] ?? 0) % letters.length]).join('');
  return {
    word: (count: number) => pick('bcdfghjkmnpqrstvwxz', count),
    digits: (count: number) => pick('0123456789', count),
    below: (limit: number) => bytes.readUInt32BE(0) % limit,
  };
}

const capital = (word: string): string => word.slice(0, 1).toUpperCase() + word.slice(1);
const two = (value: number): string => String(value).padStart(2, '0');
const chineseGiven = ['霁雪', '澜汐', '曜辰', '沐岚', '芷珩', '翊宸'] as const;
const branches = ['north', 'south', 'east'] as const;

/** A person whose every value is a canary. `open` is what masks leave, the same in both worlds; the rest is the variant's. */
export function person(index: number, variant: Variant): Person {
  const branch = branches[index % 3] ?? 'east';
  // Whom neither clerk nor courier may know is somebody else altogether.
  const other = branch === 'east' ? variant : '';
  const open = (field: string) => draw(`${index} ${field} ${other}`);
  const kept = (field: string) => draw(`${index} ${field} ${variant}`);
  const chinese = index % 4 === 3;
  const family = chinese ? '欧阳' : capital(open('family').word(8));
  const given = chinese
    ? (chineseGiven[(index + (variant === 'a' ? 0 : 3)) % 6] ?? '')
    : capital(kept('given').word(9));
  const birth = `19${two(50 + open('year').below(45))}-${two(2 + kept('month').below(11))}-${two(2 + kept('day').below(26))}`;
  const body = `11010${kept('id').digits(1)}19${two(40 + kept('id year').below(50))}1${kept('id month').below(3)}1${kept('id day').digits(1)}${kept('id rest').digits(3)}`;
  const street = chinese
    ? `凝霜路${kept('street').digits(5)}号`
    : `${kept('house').digits(3)} ${capital(kept('street').word(9))} Street`;
  const city = chinese ? '浙江省杭州市西湖区' : capital(open('city').word(9));
  const net = open('net');
  return {
    id: `K${draw(`${index} key`).word(9)}`,
    name: chinese ? `${family}${given}` : `${given} ${family}`,
    family,
    mood: kept('mood').below(2) === 0 ? 'SUNNY' : 'GLOOMY',
    birthDate: birth,
    nationalId: variant === 'b' && index % 5 === 0 ? null : body + residentIdCheck(body),
    phone: `+86 1${3 + kept('operator').below(6)}${kept('phone').digits(1)} ${kept('phone 2').digits(4)} ${open('phone 3').digits(4)}`,
    email: `${open('initial').word(1)}${kept('mail').word(9)}@${open('domain').word(7)}.test`,
    street,
    address: chinese ? `${city}${street}` : `${street}, ${city}, IL 62701, US`,
    branch,
    town: capital(open('town').word(9)),
    ip: `10.${100 + net.below(150)}.${100 + open('net 2').below(150)}.${100 + kept('host').below(150)}`,
    balance: `${open('balance').below(900) + 100}${two(10 + kept('tens').below(39))}.${kept('cents').digits(2)}`,
    secretCode: `code-${kept('code').word(12)}`,
    unnamed: `unnamed-${kept('unnamed').word(12)}`,
    referrer: null,
  };
}

/** Twelve people, and in the other world some more whom only a chief could see. */
export function people(variant: Variant): readonly Person[] {
  const extra = variant === 'a' ? [] : [14, 17, 20];
  const all = [...Array.from({ length: 12 }, (_, index) => index), ...extra].map((index) => person(index, variant));
  const hidden = all.filter(({ branch }) => branch === 'east');
  // Referred by somebody who may not be seen, or by nobody: a clerk cannot tell. Some are referred by one of their own branch.
  return all.map((one, at) => ({
    ...one,
    referrer:
      at >= 3 && at % 2 === 1 && at < 12
        ? (all[at - 3]?.id ?? null)
        : variant === 'a'
          ? (hidden[at % hidden.length]?.id ?? null)
          : null,
  }));
}
