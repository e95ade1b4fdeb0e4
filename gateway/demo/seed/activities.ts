import { network } from './fiction.ts';
import { day, momentBetween, referenceDate } from './moment.ts';
import type { Customer } from './people.ts';
import { at, random, type Random } from './random.ts';

export interface Activity {
  readonly id: number;
  readonly customerId: number;
  readonly at: string;
  readonly kind: string;
  readonly page: string;
  readonly device: string;
  readonly ip: string;
}

/** The activities 1 to `count`: each customer comes from one or two networks, some of which are shared. */
export const activities = (count: number, customers: readonly Customer[]): readonly Activity[] =>
  Array.from({ length: count }, (_, i) => activity(i + 1, customers));

function activity(id: number, customers: readonly Customer[]): Activity {
  const dice = random('activity', id);
  const customer = at(customers, Math.floor((dice.below(1_000_000) / 1_000_000) ** 1.4 * customers.length));
  const earliest = Math.max(Date.parse(customer.createdAt), referenceDate - 365 * day);
  const kind = dice.weighted([
    ['VIEW', 52],
    ['SEARCH', 18],
    ['LOGIN', 15],
    ['CART', 10],
    ['CHECKOUT', 5],
  ]);
  return {
    id,
    customerId: customer.id,
    at: momentBetween(dice, earliest, referenceDate),
    kind,
    page: page(kind, dice),
    device: dice.weighted(devices),
    ip: address(customer.id, dice),
  };
}

/** Addresses of pages name nobody: they are classified as general. */
const page = (kind: string, dice: Random): string => pages[kind]?.(dice) ?? '/';

const pages: Readonly<Record<string, (dice: Random) => string>> = {
  VIEW: (dice) => `/products/${dice.between(1, 40)}`,
  SEARCH: (dice) => `/search?q=${dice.pick(['tea', 'headphones', '茶壶', '耳机', 'gift', 'shoes', '雨衣', 'coffee'])}`,
  LOGIN: () => '/login',
  CART: () => '/cart',
  CHECKOUT: () => '/checkout',
};

const devices = [
  ['iPhone, app', 30],
  ['Android, app', 30],
  ['Windows, browser', 20],
  ['macOS, browser', 12],
  ['HarmonyOS, app', 8],
] as const;

function address(customerId: number, dice: Random): string {
  const home = network(random('network', customerId, dice.chance(0.8) ? 'home' : 'away'));
  return `${home}.${dice.between(1, 254)}`;
}
