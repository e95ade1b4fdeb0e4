import type { Account, Reservation } from '../../plugins/anonymization/port.ts';

export const account: Account = {
  recipient: 'agreement:borealis/borealis-research',
  population: 'Customer',
  period: { id: '2099-11', until: '2099-12-01T00:00:00.000Z' },
};

export const asking = (question: string, cost = 1n, limit = 10n): Reservation => ({ account, limit, cost, question });
