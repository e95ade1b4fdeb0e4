import { bankCard, chineseId, chineseMobile } from './fiction.ts';
import {
  compoundSurnames,
  mensGiven,
  minorityMen,
  minorityWomen,
  type Spelled,
  surnames,
  womensGiven,
} from './names-chinese.ts';
import type { Person, Sketch } from './person.ts';
import { type ChinesePlace, chinesePlaces, roads } from './places-chinese.ts';
import type { Random } from './random.ts';

/** Somebody who lives in China. */
export function chinesePerson({ n, gender, birthDate, dice }: Sketch): Person {
  const female = gender === 'FEMALE' || (gender === 'OTHER' && dice.chance(0.5));
  const [name, pinyin, called] = dice.chance(0.03) ? minorityName(female, dice) : hanName(female, dice);
  const place = dice.pick(chinesePlaces);
  return {
    name,
    called,
    nationalId: dice.chance(0.97) ? chineseId(birthDate, female, dice) : null,
    phone: chineseMobile(n, dice),
    email: dice.chance(0.94) ? `${pinyin}${mailNumber(n)}@${dice.pick(mailHosts)}` : null,
    address: dice.chance(0.95) ? chineseAddress(place, dice) : null,
    city: place.city,
    region: place.region,
    country: 'CN',
    bankCard: dice.chance(0.9) ? bankCard(dice.chance(0.6) ? 19 : 16, dice) : null,
  };
}

const mailHosts = ['example.com', 'example.org', 'example.net', 'youxiang.example', 'mail.test'];

/** Different for each person, and not their number: a mail address shows no key. */
const mailNumber = (n: number): string => String((n * 4129 + 577) % 9973);

function hanName(female: boolean, dice: Random): readonly [name: string, pinyin: string, called: string] {
  const family: Spelled = dice.pick(dice.chance(0.05) ? compoundSurnames : surnames);
  const given: Spelled = dice.pick(female ? womensGiven : mensGiven);
  return [family[0] + given[0], family[1] + given[1], `${family[0]}${female ? '女士' : '先生'}`];
}

function minorityName(female: boolean, dice: Random): readonly [name: string, pinyin: string, called: string] {
  const [name, pinyin] = dice.pick(female ? minorityWomen : minorityMen);
  return [name, pinyin, name];
}

function chineseAddress({ region, city, districts }: ChinesePlace, dice: Random): string {
  const street = `${dice.pick(districts)}${dice.pick(roads)}${dice.between(1, 899)}号`;
  const where = (region === city ? city : region + city) + street;
  if (dice.chance(0.3)) return where;
  return `${where}${dice.between(1, 30)}号楼${dice.between(1, 4)}单元${dice.between(1, 28)}0${dice.between(1, 6)}室`;
}
