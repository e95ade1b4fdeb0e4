import type { Finding } from '../../../schema/finding.ts';

/** Something that a store would have to do and cannot. */
export interface Beyond {
  readonly file: 'catalogue.yaml' | 'policy.yaml';
  readonly path: Finding['path'];
  readonly message: string;
  readonly advice: string;
}
