import { openEmbedded } from '../../gateway/stores/pglite.ts';
import { storeContract } from './contract.ts';

storeContract('the embedded PostgreSQL', 'contract', async () => {
  const faults: unknown[] = [];
  const embedded = await openEmbedded({ memory: true, timeoutMs: 1500, onFault: (fault) => faults.push(fault) });
  return { store: embedded.store('crm'), exec: embedded.exec, faults, close: embedded.close };
});
