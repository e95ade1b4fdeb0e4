import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './sources.ts';
import { techniqueFiles } from './techniques.ts';

for (const [path, text] of techniqueFiles()) writeFileSync(join(root, path), text);
