import { expect, test } from 'vitest';
import { scanner } from './canaries.ts';

const secret = 'Qorvexil Zumbrath';
const scan = scanner([
  { place: 'Person.name of K1', value: secret, shown: ['*** Zumbrath'] },
  { place: 'Person.phone of K1', value: '+86 138 2741 9065', shown: ['****9065'] },
  { place: 'Person.name of K2', value: '欧阳霁雪', shown: ['欧阳***'] },
]);
const base64 = (text: string): string => Buffer.from(text).toString('base64');

test.each([
  ['as it is', `{"name":"${secret}"}`],
  ['in other case', secret.toUpperCase()],
  ['as six of its characters', 'about orvexi he said'],
  ['in base64', base64(`x${secret}`)],
  ['in base64 behind a key id', `k1_${base64(secret)}`],
  ['in base64url', Buffer.from(`?>~${secret}`).toString('base64url')],
  ['in hex', Buffer.from(secret).toString('hex')],
  ['in an address', encodeURIComponent(`¿${secret}`).replace('Q', '%51')],
  ['in escaped JSON', JSON.stringify(JSON.stringify(secret)).replace('v', '\\u0076')],
  ['backwards', [...secret].reverse().join('')],
  ['in full width', [...'Qorvexil'].map((one) => String.fromCharCode(one.charCodeAt(0) + 0xfee0)).join('')],
  ['as a number without its marks', '8613827419065'],
  ['as a number one digit further than may be shown', '****419065'],
  ['as a short name in full', '致欧阳霁雪女士'],
])('the scanner finds a canary %s', (_, text) => {
  expect(scan(text)).not.toEqual([]);
});

test.each(['*** Zumbrath', '****9065', '欧阳***', 'nothing of it', '+86 1', 'Qorve'])(
  'the scanner leaves alone what may be shown: %s',
  (text) => {
    expect(scan(text)).toEqual([]);
  },
);
