import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Framed, framing } from './load/framing.ts';

const head = 'HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n';
const data = '{"data":{"customer":{"name":"王芳"}}}';

const sized = (body: string): string => `${head}Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`;
const chunked = (parts: readonly string[]): string =>
  `${head}Transfer-Encoding: chunked\r\n\r\n${parts
    .filter((part) => part !== '')
    .map((part) => `${Buffer.byteLength(part).toString(16)}\r\n${part}\r\n`)
    .join('')}0\r\n\r\n`;

/** What one connection makes of these bytes when they arrive cut at these places. */
function read(text: string, cuts: readonly number[]): readonly Framed[] {
  const bytes = Buffer.from(text);
  const places = [...new Set([0, ...cuts.map((cut) => cut % bytes.length), bytes.length])].sort((a, b) => a - b);
  const frame = framing();
  return places.slice(1).flatMap((end, at) => (frame.take(bytes.subarray(places[at], end)) ? [frame.answer()] : []));
}

const cuts = fc.array(fc.nat(), { maxLength: 12 });

test('an answer ends at its last byte, however it was cut on the way', () => {
  fc.assert(
    fc.property(cuts, fc.array(fc.string({ unit: 'binary' }), { maxLength: 5 }), (at, parts) => {
      for (const text of [sized(data + parts.join('')), chunked([data, ...parts])]) {
        const answers = read(text, at);
        expect(answers).toMatchObject([{ status: 200, retryAfter: false, closes: false }]);
        expect(answers[0]?.begins).toContain('{"data":{');
      }
    }),
  );
});

test('an answer that lacks its last byte has not ended', () => {
  fc.assert(
    fc.property(cuts, (at) => {
      for (const text of [sized(data), chunked([data, data])]) expect(read(text.slice(0, -1), at)).toEqual([]);
    }),
  );
});

test('a refusal says when to come again, and whether on another connection', () => {
  const refused =
    'HTTP/1.1 503 Service Unavailable\r\nRetry-After: 1\r\nConnection: close\r\nContent-Length: 2\r\n\r\n{}';
  expect(read(refused, [])).toEqual([{ status: 503, begins: '{}', retryAfter: true, closes: true }]);
});
