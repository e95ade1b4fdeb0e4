import { Option } from 'commander';
import { demoFolder } from '../demo-folder.ts';

/** `--config DIR`, the same for every command. */
export const configOption = (): Option =>
  new Option('--config <dir>', 'the folder of the configuration').default(demoFolder, 'the demo');
