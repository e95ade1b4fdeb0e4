/**
 * The lines of a stream of UTF-8, without what ends them (`\n`, or `\r\n`). Nothing else ends a line: what stands for one in
 * some texts (U+2028) is a character of the line.
 */
export async function* linesOf(stream: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  const rest: string[] = [];
  for await (const chunk of stream) {
    const [head = '', ...more] = decoder.decode(chunk, { stream: true }).split('\n');
    rest.push(head);
    for (const line of more) {
      yield withoutReturn(rest.splice(0).join(''));
      rest.push(line);
    }
  }
  const last = rest.join('') + decoder.decode();
  if (last !== '') yield withoutReturn(last);
}

const withoutReturn = (line: string): string => (line.endsWith('\r') ? line.slice(0, -1) : line);
