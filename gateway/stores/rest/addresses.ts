import { BlockList, isIP, type LookupFunction } from 'node:net';
import { lookup as resolveName } from 'node:dns';
import { RestFault } from './faults.ts';

/** Networks of IPv4 that are not the public internet (RFC 6890 and its registry), and what a cloud tells its machines from. */
const closed4 = [
  '0.0.0.0/8',
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '168.63.129.16/32',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.0.0.0/24',
  '192.0.2.0/24',
  '192.31.196.0/24',
  '192.52.193.0/24',
  '192.88.99.0/24',
  '192.168.0.0/16',
  '192.175.48.0/24',
  '198.18.0.0/15',
  '198.51.100.0/24',
  '203.0.113.0/24',
  '224.0.0.0/3',
];
/** Within the public addresses of IPv6 (2000::/3): what is reserved, or carries one of IPv4 within it. */
const closed6 = ['2001::/23', '2001:db8::/32', '2002::/16', '3fff::/20', '2620:4f:8000::/48'];

const networksOf = (list: readonly string[]): BlockList => {
  const made = new BlockList();
  for (const network of list) {
    const [address = '', bits = ''] = network.split('/');
    made.addSubnet(address, Number(bits), isIP(address) === 6 ? 'ipv6' : 'ipv4');
  }
  return made;
};

const closed = networksOf([...closed4, ...closed6]);
const public6 = networksOf(['2000::/3']);

/** An address of IPv4 within one of IPv6 (`::ffff:7f00:1`) is that one. */
function unmapped(address: string): string {
  const [, high, low] =
    /^::ffff:([\da-f]{1,4}):([\da-f]{1,4})$/i.exec(new URL(`http://[${address}]`).hostname.slice(1, -1)) ?? [];
  if (high === undefined || low === undefined) return address;
  const [a, b] = [Number.parseInt(high, 16), Number.parseInt(low, 16)];
  return [a >> 8, a & 255, b >> 8, b & 255].join('.');
}

/** Whether calls may go to an address: a public one, or one of the networks that were named. */
export function allowing(named: readonly string[]): (address: string) => boolean {
  const opened = networksOf(named);
  return (asked) => {
    const version = isIP(asked);
    // A zone (`%eth0`) is of this machine alone.
    if (version === 0 || asked.includes('%')) return false;
    const address = version === 6 ? unmapped(asked) : asked;
    const family = isIP(address) === 6 ? 'ipv6' : 'ipv4';
    if (opened.check(address, family)) return true;
    return !closed.check(address, family) && (family === 'ipv4' || public6.check(address, family));
  };
}

type Found = readonly { readonly address: string; readonly family: number }[];
type Resolve = (name: string) => Promise<Found>;

/**
 * A lookup that refuses a name if any of its addresses is not allowed. What it gives is what is connected to: the name is not
 * asked again in between.
 */
export const checkedLookup =
  (allowed: (address: string) => boolean, resolve: Resolve = resolveAll): LookupFunction =>
  (name, options, callback) => {
    resolve(name).then(
      (found) => {
        const [first] = found;
        if (!first || !found.every(({ address }) => allowed(address)))
          callback(new RestFault('unavailable', first ? 'ADDRESS_REFUSED' : 'ENOTFOUND'), '', 0);
        else if (options.all) callback(null, [...found]);
        else callback(null, first.address, first.family);
      },
      (error: NodeJS.ErrnoException) => callback(error, '', 0),
    );
  };

const resolveAll: Resolve = (name) =>
  new Promise((resolve, reject) =>
    resolveName(name, { all: true, verbatim: true }, (error, found) => (error ? reject(error) : resolve(found))),
  );
