import { fileURLToPath } from 'node:url';

/** The demo's configuration: what every command works on where no other folder is named. */
export const demoFolder = fileURLToPath(new URL('../demo', import.meta.url));
