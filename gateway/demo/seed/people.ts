import { chinesePerson } from './people-chinese.ts';
import { westernPerson } from './people-western.ts';
import { dateOf, day, momentBetween, referenceDate } from './moment.ts';
import type { Gender, Person } from './person.ts';
import { random } from './random.ts';

export interface Customer extends Person {
  readonly id: number;
  readonly gender: Gender;
  readonly birthDate: string;
  readonly segment: string;
  readonly createdAt: string;
}

/** The customers 1 to `count`: odd numbers live in China, even ones elsewhere. */
export const customers = (count: number): readonly Customer[] =>
  Array.from({ length: count }, (_, i) => customer(i + 1));

function customer(id: number): Customer {
  const dice = random('customer', id);
  const gender = dice.weighted<Gender>([
    ['FEMALE', 49],
    ['MALE', 49],
    ['OTHER', 2],
  ]);
  const birthDate = dateOf(referenceDate - dice.between(18 * 366, 86 * 365) * day);
  const segment = dice.weighted([
    ['standard', 60],
    ['plus', 25],
    ['premium', 10],
    ['business', 5],
  ]);
  const createdAt = momentBetween(dice, Date.UTC(2021, 0, 4), referenceDate - 30 * day);
  const sketch = { n: (id - 1) >> 1, gender, birthDate, dice };
  const person = id % 2 === 1 ? chinesePerson(sketch) : westernPerson(sketch);
  return { id, gender, birthDate, segment, createdAt, ...person };
}
