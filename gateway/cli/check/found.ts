import type { Finding } from '../../../schema/finding.ts';

/** What was found beside the files, with the place in a file that it is about. */
export interface Found {
  readonly severity: Finding['severity'];
  readonly file: 'gateway.yaml' | 'catalogue.yaml';
  readonly path: Finding['path'];
  readonly message: string;
  readonly advice?: string;
}

const told =
  (severity: Finding['severity'], file: Found['file']) =>
  (path: Finding['path'], message: string, advice?: string): Found => ({
    severity,
    file,
    path,
    message,
    ...(advice !== undefined && { advice }),
  });

export const storeWrong = told('error', 'gateway.yaml');
export const storeUnwise = told('warning', 'gateway.yaml');
export const catalogueWrong = told('error', 'catalogue.yaml');
export const catalogueUnwise = told('warning', 'catalogue.yaml');
