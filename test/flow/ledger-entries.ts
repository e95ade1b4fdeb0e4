import { randomBytes } from 'node:crypto';
import type { LedgerEntry } from '../../plugins/audit/port.ts';

export const newReceipt = (): string => randomBytes(16).toString('base64url');

/** A whole entry, with the awkward texts that a document's shape may hold. */
export const entry = (more: Partial<LedgerEntry> = {}): LedgerEntry => ({
  receipt: newReceipt(),
  at: '2026-11-05T10:00:00.000Z',
  kind: 'operation',
  principal: { id: 'p-1', issuer: 'https://issuer.invalid', roles: ['support'] },
  purpose: 'customer-support',
  document: { hash: 'ab'.repeat(32), shape: '{\n  customers { nodes { name } } # 客户 \u0000 \\ " \u2028\n}' },
  verdicts: { 'Customer.name': 'clear' },
  rows: { Customer: 2 },
  policy: 'v1',
  catalogue: 'v1',
  outcome: 'answered',
  ...more,
});
