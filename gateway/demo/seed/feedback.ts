import { luhnCheck } from './check-digits.ts';
import { chineseMobile } from './fiction.ts';
import { chineseComplaints, chineseReviews } from './feedback-chinese.ts';
import { englishComplaints, englishReviews } from './feedback-english.ts';
import { dateOf, day, momentBetween, referenceDate } from './moment.ts';
import type { Customer } from './people.ts';
import { products } from './products.ts';
import { at, random, type Random } from './random.ts';

export interface Feedback {
  readonly id: number;
  readonly customerId: number;
  readonly at: string;
  readonly rating: number;
  readonly kind: 'REVIEW' | 'COMPLAINT';
  readonly text: string;
}

/** The feedbacks 1 to `count`. People name themselves and others in them; nobody but the writer is named by name. */
export const feedbacks = (count: number, customers: readonly Customer[]): readonly Feedback[] =>
  Array.from({ length: count }, (_, i) => feedback(i + 1, customers));

function feedback(id: number, customers: readonly Customer[]): Feedback {
  const dice = random('feedback', id);
  const customer = dice.pick(customers);
  const kind = dice.chance(0.6) ? 'REVIEW' : 'COMPLAINT';
  const values = fillings(customer, customers, dice);
  const fitting = templates(customer.country, kind).filter((template) =>
    [...template.matchAll(slot)].every(([, name = '']) => values[name] !== null),
  );
  const text = dice.pick(fitting).replaceAll(slot, (_, name: string) => values[name] ?? '');
  const rating =
    kind === 'REVIEW'
      ? dice.weighted([
          [5, 55],
          [4, 30],
          [3, 15],
        ])
      : dice.weighted([
          [1, 60],
          [2, 30],
          [3, 10],
        ]);
  return {
    id,
    customerId: customer.id,
    at: momentBetween(dice, Date.parse(customer.createdAt), referenceDate),
    rating,
    kind,
    text,
  };
}

const slot = /\{([a-z]+)\}/g;

/** All that a text may name. What a customer has not given is null, and no text that asks for it is chosen. */
function fillings(customer: Customer, all: readonly Customer[], dice: Random): Readonly<Record<string, string | null>> {
  const chinese = customer.country === 'CN';
  const product = dice.pick(products);
  return {
    name: customer.name,
    called: customer.called,
    phone: written(customer.phone, dice),
    other: otherPhone(customer, all, dice),
    email: customer.email,
    othermail: `${dice.pick(['home', 'work', 'family'])}.${dice.digits(4)}@${dice.pick(['example.net', 'mail.test'])}`,
    id: customer.nationalId,
    card: customer.bankCard && grouped(customer.bankCard, dice),
    address: customer.address,
    city: customer.city,
    product: chinese ? product.chinese : product.english.toLowerCase(),
    order: dice.pick([
      `#${dice.between(1000, 9999)}`,
      `SO-2026-${dice.digits(6)}`,
      `2026${dice.digits(2)}-${dice.digits(5)}`,
    ]),
    price: `${dice.between(9, 480)}.${dice.digits(2)}`,
    date: date(chinese, dice),
    days: String(dice.between(2, 60)),
    tracking: `YY${dice.digits(13)}`,
    model: `${dice.pick(['TX', 'QM', 'BR'])}-${dice.between(100, 999)}`,
    serial: serial(dice),
  };
}

const sets = {
  chinese: { REVIEW: chineseReviews, COMPLAINT: chineseComplaints },
  english: { REVIEW: englishReviews, COMPLAINT: englishComplaints },
} as const;

const templates = (country: string, kind: Feedback['kind']): readonly string[] =>
  sets[country === 'CN' ? 'chinese' : 'english'][kind];

/** A phone as people write it: not always as it is on record. */
function written(phone: string, dice: Random): string {
  const mobile = /^(?:\+86)?(154\d{8})$/.exec(phone.replaceAll(' ', ''))?.[1];
  if (!mobile) return dice.chance(0.7) ? phone : phone.replaceAll(/[ ()-]+/g, dice.pick([' ', '-', '']));
  const [a, b, c] = [mobile.slice(0, 3), mobile.slice(3, 7), mobile.slice(7)];
  return dice.pick([mobile, mobile, `${a} ${b} ${c}`, `${a}-${b}-${c}`, `+86 ${a} ${b} ${c}`, `+86${mobile}`]);
}

/** Somebody else's: another customer's, or that of somebody who is none. */
const otherPhone = (customer: Customer, all: readonly Customer[], dice: Random): string => {
  const other = dice.pick(all);
  const stranger = chineseMobile(dice.between(50_000, 90_000), dice);
  return other.id === customer.id || (customer.country === 'CN' && dice.chance(0.5))
    ? stranger
    : written(other.phone, dice);
};

const grouped = (card: string, dice: Random): string =>
  dice.chance(0.5) ? card : card.replaceAll(/(.{4})(?=.)/g, '$1 ');

function date(chinese: boolean, dice: Random): string {
  const [year, month, dayOfMonth] = dateOf(referenceDate - dice.between(1, 300) * day)
    .split('-')
    .map(Number);
  const months = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ');
  return chinese ? `${month}月${dayOfMonth}日` : `${dayOfMonth} ${at(months, (month ?? 1) - 1)} ${year}`;
}

/** Sixteen digits that look like a card and are none: the Luhn digit is wrong. */
function serial(dice: Random): string {
  const body = `88${dice.digits(13)}`;
  return body + ((Number(luhnCheck(body)) + dice.between(1, 9)) % 10);
}
