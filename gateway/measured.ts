import type { Ledger } from '../plugins/audit/port.ts';
import type { Metrics } from './observe/metrics.ts';
import type { Store } from './stores/contract.ts';

type Now = () => number;

/** The same store, with its reads timed. */
export const measuredStore = (store: Store, metrics: Metrics, now: Now): Store => ({
  ...store,
  read: async (query, values, call) => {
    const began = now();
    try {
      return await store.read(query, values, call);
    } finally {
      metrics.storeRead(store.name, (now() - began) / 1000);
    }
  },
});

/** The same ledger, with its appends timed. */
export const measuredLedger = (ledger: Ledger, metrics: Metrics, now: Now): Ledger => ({
  ready: () => ledger.ready(),
  close: () => ledger.close(),
  append: async (entry) => {
    const began = now();
    try {
      await ledger.append(entry);
    } finally {
      metrics.ledgerAppend((now() - began) / 1000);
    }
  },
});
