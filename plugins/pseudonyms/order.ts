import type { Keyring } from './keyring.ts';

/**
 * The salt of the keyed hash that orders an entity's rows in a domain, 32 bytes as hex. It differs from domain to domain:
 * two recipients cannot join their answers by position.
 */
export const orderSalt = (keyring: Keyring, domain: string, entity: string): string =>
  Buffer.from(keyring.derive(32, keyring.current, 'order', domain, entity)).toString('hex');
