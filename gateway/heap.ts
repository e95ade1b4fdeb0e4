import { setFlagsFromString } from 'node:v8';

/**
 * Keeps what a request needs in the young part of the heap, where it is collected almost for nothing. By default the
 * engine learns from what survives: whatever the start keeps for good (schemas, plans) teaches it to put things of the same
 * make among the old at once, and the requests that come after hang on those. By key that was a tenth of all that was
 * allocated, pauses of 6 ms instead of 1.5, and a heap that grew by 40 MB a second between two full collections.
 */
export const keepYoung = (): void => setFlagsFromString('--no-allocation-site-pretenuring');
