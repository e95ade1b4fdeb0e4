import { day, momentBetween, referenceDate } from './moment.ts';
import type { Customer } from './people.ts';
import { products } from './products.ts';
import { at, random, type Random } from './random.ts';

export interface Order {
  readonly id: number;
  readonly customerId: number;
  readonly placedAt: string;
  readonly status: string;
  readonly carrier: string | null;
  /** `1234.50` */
  readonly total: string;
  readonly currency: string;
  readonly shippingAddress: string | null;
  readonly items: readonly OrderItem[];
}

export interface OrderItem {
  readonly product: string;
  readonly quantity: number;
  readonly unitPrice: string;
}

/** The orders 1 to `count` of these customers: a few buy much, some nothing. */
export const orders = (count: number, customers: readonly Customer[]): readonly Order[] =>
  Array.from({ length: count }, (_, i) => order(i + 1, customers));

function order(id: number, customers: readonly Customer[]): Order {
  const dice = random('order', id);
  const customer = at(customers, Math.floor((dice.below(1_000_000) / 1_000_000) ** 1.6 * customers.length));
  const earliest = Math.max(Date.parse(customer.createdAt), referenceDate - 730 * day);
  const placedAt = momentBetween(dice, earliest, referenceDate);
  const status = dice.weighted(statusByAge(referenceDate - Date.parse(placedAt)));
  const [currency, rate] = money[customer.country] ?? ['EUR', 1];
  const lines = Array.from({ length: dice.weighted(linesAnOrder) }, () => line(customer.country === 'CN', rate, dice));
  return {
    id,
    customerId: customer.id,
    placedAt,
    status,
    carrier: sent.has(status) ? dice.weighted(carriers) : null,
    total: amount(lines.reduce((sum, { cents, quantity }) => sum + cents * quantity, 0)),
    currency,
    shippingAddress: shippingAddress(customer, customers, dice),
    items: lines.map(({ product, quantity, cents }) => ({ product, quantity, unitPrice: amount(cents) })),
  };
}

/** Each currency with what a euro is in it, kept simple. */
const money: Readonly<Record<string, readonly [currency: string, rate: number]>> = {
  CN: ['CNY', 8],
  US: ['USD', 1.1],
  CA: ['USD', 1.1],
  AU: ['USD', 1.1],
  GB: ['GBP', 0.85],
};

const linesAnOrder = [
  [1, 30],
  [2, 26],
  [3, 20],
  [4, 14],
  [5, 7],
  [6, 3],
] as const;
const carriers = [
  ['acme', 40],
  ['borealis', 20],
  ['云燕速运', 25],
  ['飞鹭物流', 15],
] as const;
const sent: ReadonlySet<string> = new Set(['SHIPPED', 'DELIVERED', 'RETURNED']);

const statusByAge = (age: number): readonly (readonly [string, number])[] =>
  age < 3 * day
    ? [
        ['PLACED', 55],
        ['PAID', 40],
        ['CANCELLED', 5],
      ]
    : age < 12 * day
      ? [
          ['PAID', 15],
          ['SHIPPED', 60],
          ['DELIVERED', 20],
          ['CANCELLED', 5],
        ]
      : [
          ['DELIVERED', 83],
          ['RETURNED', 9],
          ['CANCELLED', 8],
        ];

function line(chinese: boolean, rate: number, dice: Random) {
  const product = dice.pick(products);
  const cents = Math.round((product.price * rate) / 10) * 10 + dice.pick([0, 0, 5, 9]);
  return { product: chinese ? product.chinese : product.english, quantity: dice.weighted(pieces), cents };
}

const pieces = [
  [1, 70],
  [2, 18],
  [3, 8],
  [10, 4],
] as const;

/** Usually home, sometimes a gift to another customer, sometimes collected at a shop: then there is none. */
function shippingAddress(customer: Customer, customers: readonly Customer[], dice: Random): string | null {
  if (dice.chance(0.04)) return null;
  return dice.chance(0.1) ? dice.pick(customers).address : customer.address;
}

/** Hundredths as a decimal; never a float, so a total is the sum of its items to the last digit. */
const amount = (cents: number): string => `${Math.trunc(cents / 100)}.${String(cents % 100).padStart(2, '0')}`;
