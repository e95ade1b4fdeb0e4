import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Cell } from '../../../schema/terms/field.ts';
import { cursors } from '../../../plugins/pseudonyms/cursors.ts';
import type { Keyring } from '../../../plugins/pseudonyms/keyring.ts';
import { openSubjects, sealSubjects, subjectReferences } from '../../../plugins/pseudonyms/subjects.ts';
import { first, foreign, garbage, rotated, tampered } from './keys.ts';

const referenceOf = (ring: Keyring, key: string, keyId?: string): string =>
  subjectReferences(ring, [key], keyId)[0] ?? '';
const { sealCursor, openCursor } = cursors(first, randomBytes);
const cell: fc.Arbitrary<Cell> = fc.oneof(fc.string(), fc.integer(), fc.boolean(), fc.constant(null));
const context = ['view', 'Query.customers', 'filter', 'order', 'policy 1'];

describe('a cursor', () => {
  test('gives back its place in its own context only', () => {
    fc.assert(
      fc.property(fc.array(fc.string()), fc.array(fc.string()), fc.array(cell), (mine, other, payload) => {
        const token = sealCursor(mine, payload);
        expect(openCursor(mine, token)).toEqual(payload);
        const same = JSON.stringify(mine) === JSON.stringify(other);
        expect(openCursor(other, token)).toEqual(same ? payload : undefined);
      }),
      { numRuns: 60 },
    );
  });

  test('does not open where parts of the context moved into each other', () => {
    expect(openCursor(['ab', 'c'], sealCursor(['a', 'bc'], ['x']))).toBeUndefined();
    expect(openCursor(['a'], sealCursor(['a', ''], ['x']))).toBeUndefined();
  });

  test('never looks the same twice, and its length does not tell a short value', () => {
    expect(sealCursor(context, ['x'])).not.toBe(sealCursor(context, ['x']));
    expect(sealCursor(context, ['x']).length).toBe(sealCursor(context, ['xxxxxxxxxx']).length);
  });

  test('holds nothing readable', () => {
    const bytes = Buffer.from(sealCursor(context, ['CANARY-CANARY']), 'base64url').toString('latin1');
    expect(bytes).not.toContain('CANARY');
  });

  test('does not open when any bit of it was changed', () => {
    for (const token of tampered(sealCursor(context, ['zoe', 4]))) expect(openCursor(context, token)).toBeUndefined();
  });

  test.each(garbage)('garbage opens to nothing and throws nothing: %#', (token) => {
    expect(openCursor(context, token)).toBeUndefined();
  });

  test('opens after a rotation, not in another house', () => {
    const token = sealCursor(context, [1]);
    expect(cursors(rotated, randomBytes).openCursor(context, token)).toEqual([1]);
    expect(openCursor(context, cursors(rotated, randomBytes).sealCursor(context, [1]))).toBeUndefined();
    expect(cursors(foreign, randomBytes).openCursor(context, token)).toBeUndefined();
  });
});

describe('the subjects of an answer', () => {
  const keys = ['Customer:1', 'Customer:2', '张三'];

  test('open with the receipt that they were sealed for, and with no other', () => {
    const token = sealSubjects(first, JSON.stringify(keys), 'receipt', randomBytes);
    expect(openSubjects(first, token, 'receipt')).toEqual(keys);
    expect(openSubjects(first, token, 'other')).toBeUndefined();
    expect(openSubjects(rotated, token, 'receipt')).toEqual(keys);
    expect(openSubjects(foreign, token, 'receipt')).toBeUndefined();
    for (const changed of tampered(token)) expect(openSubjects(first, changed, 'receipt')).toBeUndefined();
  });

  test('are not mistaken for a cursor of the same context', () => {
    expect(openCursor(['receipt'], sealSubjects(first, JSON.stringify(keys), 'receipt', randomBytes))).toBeUndefined();
  });

  test('are found again by a keyed reference, under each key its own', () => {
    const reference = referenceOf(first, 'Customer:1');
    expect(reference).toMatch(/^[\w-]{22}$/);
    expect(referenceOf(rotated, 'Customer:1', 'k1')).toBe(reference);
    expect(referenceOf(rotated, 'Customer:1')).not.toBe(reference);
    expect(referenceOf(first, 'Customer:2')).not.toBe(reference);
    expect(referenceOf(foreign, 'Customer:1')).not.toBe(reference);
  });
});
