import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Declaration, declare } from '../../gateway/identify/profile.ts';
import { GatewayError } from '../../schema/terms/errors.ts';

const principal = {
  id: 'p',
  issuer: 'i',
  roles: ['support'],
  purposes: ['customer-support', 'analytics', 'retired', 'order-fulfilment'],
  claims: {},
  expires: 0,
};
const bound = { ...principal, purposes: ['analytics'], boundPurpose: 'analytics' };
const policyPurposes = new Set(['customer-support', 'analytics', 'order-fulfilment', 'fraud-investigation']);
const grantedPurposes = new Set(['customer-support', 'order-fulfilment', 'fraud-investigation']);

const say = (change: Partial<Declaration>) =>
  declare({ principal, header: undefined, body: undefined, policyPurposes, grantedPurposes, ...change });

function refusal(change: Partial<Declaration>): GatewayError {
  try {
    say(change);
  } catch (error) {
    if (error instanceof GatewayError) return error;
    throw error;
  }
  throw new Error('it was accepted');
}

describe('a declared purpose', () => {
  it('stands in the header, in the body, or alike in both', () => {
    const purpose = 'customer-support';
    const both = { header: purpose, body: purpose };
    for (const change of [{ header: purpose }, { body: purpose }, both, { header: ` ${purpose} ` }]) {
      expect(say(change)).toEqual({ purpose });
    }
  });

  it('may be missing: only data needs one', () => {
    const silent = [{}, { header: '' }, { header: '  ' }, { body: null }, { body: '' }];
    for (const change of silent) expect(say(change)).toEqual({});
  });

  it('is refused where header and body disagree, and told what may be declared', () => {
    const error = refusal({ header: 'customer-support', body: 'order-fulfilment' });
    expect(error.code).toBe('BAD_USER_INPUT');
    expect(error.details.purposes).toEqual(['customer-support', 'order-fulfilment']);
    expect(error.message).toContain('`customer-support`, `order-fulfilment`');
  });

  it('is refused where the policy does not know it', () => {
    expect(refusal({ header: 'marketing' })).toMatchObject({ code: 'PURPOSE_UNKNOWN' });
    expect(refusal({ header: 'retired' })).toMatchObject({ code: 'PURPOSE_UNKNOWN' });
    expect(refusal({ header: 'marketing' }).message).toContain('`marketing`');
  });

  it('is refused where the issuer may assert it but no grant is for it, and the other way round', () => {
    expect(refusal({ header: 'analytics' })).toMatchObject({ code: 'PURPOSE_NOT_ALLOWED' });
    expect(refusal({ header: 'fraud-investigation' })).toMatchObject({ code: 'PURPOSE_NOT_ALLOWED' });
    const { purposes } = refusal({ header: 'fraud-investigation' }).details;
    expect(purposes).toEqual(['customer-support', 'order-fulfilment']);
  });

  it('is refused in the body where it is no string', () => {
    for (const body of [1, true, ['analytics'], { purpose: 'analytics' }]) {
      expect(refusal({ body })).toMatchObject({ code: 'BAD_USER_INPUT' });
    }
  });

  it('is never said back unless it looks like a purpose', () => {
    const text = fc
      .string({ minLength: 3, unit: 'binary' })
      .filter((value) => value.trim() !== '' && !/^[a-z][a-z0-9-]{0,63}$/.test(value.trim()));
    fc.assert(
      fc.property(text, (value) => {
        const plain = refusal({ header: 'no-such-purpose' }).message.replace('`no-such-purpose`', 'what was declared');
        expect(refusal({ header: value }).message).toBe(plain);
        expect(refusal({ body: value }).code).toBe('PURPOSE_UNKNOWN');
      }),
    );
    expect(refusal({ header: '张三 13800000000' }).message).not.toContain('138');
    expect(refusal({ header: '__proto__' }).code).toBe('PURPOSE_UNKNOWN');
  });

  it('says so where there is none that one may declare', () => {
    const error = refusal({ header: 'analytics', grantedPurposes: new Set() });
    expect(error.details.purposes).toEqual([]);
    expect(error.message).toContain('there is no purpose that you may declare');
  });
});

describe('a token that is bound to one purpose', () => {
  const granted = { principal: bound, grantedPurposes: policyPurposes };

  it('needs no other word, and bears the same one', () => {
    for (const change of [{}, { header: 'analytics' }, { body: 'analytics' }]) {
      expect(say({ ...granted, ...change })).toEqual({ purpose: 'analytics' });
    }
  });

  it('refuses every other purpose, known or not', () => {
    const others = [{ header: 'customer-support' }, { body: 'customer-support' }, { header: 'no' }, { body: '身份' }];
    for (const change of others) {
      const error = refusal({ ...granted, ...change });
      expect(error.code).toBe('PURPOSE_NOT_ALLOWED');
      expect(error.details.purposes).toEqual(['analytics']);
    }
  });

  it('is refused where its purpose is not in the policy or not granted', () => {
    expect(refusal({ principal: bound })).toMatchObject({ code: 'PURPOSE_NOT_ALLOWED' });
    const gone = { ...granted, policyPurposes: new Set(['customer-support']) };
    expect(refusal(gone)).toMatchObject({ code: 'PURPOSE_UNKNOWN' });
  });
});
