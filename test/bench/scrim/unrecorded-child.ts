import { replaceModule } from './replace.ts';

/** The gateway of the race without its record. */
replaceModule(new URL('../../../gateway/ledger/open.ts', import.meta.url), new URL('./no-ledger.ts', import.meta.url));
await import('./scrim-child.ts');
