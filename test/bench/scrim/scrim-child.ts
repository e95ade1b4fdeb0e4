import { serve } from '../servers/child.ts';
import { replaceModule } from './replace.ts';

/** The gateway as the product starts it, in a process that the race may ask what it used. */
replaceModule(
  new URL('../../../gateway/ledger/references.ts', import.meta.url),
  new URL('./referencer.ts', import.meta.url),
);
const { startScrim } = await import('./start.ts');
const { settled } = await import('./referencer.ts');
serve(await startScrim(), settled);
