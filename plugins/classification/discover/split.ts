const chinese = /\p{Script=Han}/u;

/** The parts that an identifier is written in: `custFirstName`, `CUST_FIRST_NAME` and `客户_姓名` alike; digits apart. */
export function partsOf(identifier: string): readonly string[] {
  const cased = /\p{Ll}/u.test(identifier) ? identifier : identifier.toLowerCase();
  return cased
    .replace(/(\p{Ll}|\d)(\p{Lu})/gu, '$1 $2')
    .replace(/(\p{Lu}+)(\p{Lu}\p{Ll})/gu, '$1 $2')
    .replace(/(\p{Script=Han})(?=[^\p{Script=Han}])/gu, '$1 ')
    .replace(/([^\p{Script=Han}])(?=\p{Script=Han})/gu, '$1 ')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((part) => part !== '');
}

export const isChinese = (text: string): boolean => chinese.test(text);

/** What a comment names: its first clause, without what explains it. */
export function headOf(comment: string): string {
  const [clause = ''] = comment
    .trim()
    .split(/[：:，,；;（(【[。.!！?？\n\r\t|>=]|->|--| - |\d{2,}|、\d|\s+\d(?=\s*[\p{Script=Han}a-z])/u);
  if (!isChinese(clause)) {
    const [head = ''] = clause.split(/\b(?:of|for|as|that|which|where|when|in|from|used|e\.g|with|if|to|told)\b/i);
    return head.trim();
  }
  return clause.trim();
}
