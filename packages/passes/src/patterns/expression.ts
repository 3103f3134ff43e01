/** What a pattern looks for. Sums and products have any number of parts, in any order. */
export type Expression =
  | { readonly kind: 'name'; readonly name: string }
  | { readonly kind: 'number'; readonly value: number }
  /** `1 / operand` */
  | { readonly kind: 'inverse'; readonly operand: Expression }
  | { readonly kind: 'call'; readonly name: string; readonly operands: readonly Expression[] }
  | { readonly kind: 'sum' | 'product'; readonly parts: readonly Expression[]; readonly constant: number };

const neutral = { sum: 0, product: 1 } as const;

const combine = (kind: 'sum' | 'product', a: number, b: number): number => (kind === 'sum' ? a + b : a * b);

/** Parts of parts and numbers are taken together; what is left of one part alone is that part. */
const combined = (kind: 'sum' | 'product', given: readonly Expression[]): Expression => {
  const parts: Expression[] = [];
  let constant: number = neutral[kind];
  for (const part of given) {
    if (part.kind === 'number') constant = combine(kind, constant, part.value);
    else if (part.kind === kind) {
      parts.push(...part.parts);
      constant = combine(kind, constant, part.constant);
    } else parts.push(part);
  }
  const [only, ...others] = parts;
  if (only === undefined) return { kind: 'number', value: constant };
  return others.length === 0 && constant === neutral[kind] ? only : { kind, parts, constant };
};

export const product = (...parts: readonly Expression[]): Expression => combined('product', parts);
export const sum = (...parts: readonly Expression[]): Expression => combined('sum', parts);
export const negated = (of: Expression): Expression => product({ kind: 'number', value: -1 }, of);
export const inverse = (of: Expression): Expression => {
  if (of.kind === 'number') return { kind: 'number', value: 1 / of.value };
  return of.kind === 'inverse' ? of.operand : { kind: 'inverse', operand: of };
};

/**
 * Reads `0.5 * x * (1 + erf(0.7071 * x))`: + − * /, names, numbers, and calls of operators.
 * @throws Error (a bug) where the text is none
 */
export const parseExpression = (text: string): Expression => {
  const tokens = text.match(/\d+(?:\.\d+)?(?:e-?\d+)?|[a-z_]\w*|[-+*/(),]/gi) ?? [];
  let at = 0;
  const take = (token: string): boolean => {
    if (tokens[at] !== token) return false;
    at += 1;
    return true;
  };
  const expect = (token: string): void => {
    if (!take(token)) throw new Error(`${text}: ${token} is missing before ${tokens[at] ?? 'its end'}`);
  };
  const primary = (): Expression => {
    if (take('(')) {
      const inner = terms();
      expect(')');
      return inner;
    }
    if (take('-')) return negated(primary());
    const token = tokens[at++] ?? '';
    if (/^\d/.test(token)) return { kind: 'number', value: Number(token) };
    if (!/^[a-z_]/i.test(token)) throw new Error(`${text}: ${token} is no operand`);
    if (!take('(')) return { kind: 'name', name: token };
    const operands = [terms()];
    while (take(',')) operands.push(terms());
    expect(')');
    return { kind: 'call', name: token, operands };
  };
  const factors = (): Expression => {
    const parts = [primary()];
    for (;;) {
      if (take('*')) parts.push(primary());
      else if (take('/')) parts.push(inverse(primary()));
      else return product(...parts);
    }
  };
  const terms = (): Expression => {
    const parts = [factors()];
    for (;;) {
      if (take('+')) parts.push(factors());
      else if (take('-')) parts.push(negated(factors()));
      else return sum(...parts);
    }
  };
  const whole = terms();
  if (at < tokens.length) throw new Error(`${text}: ${tokens[at] ?? ''} is too much`);
  return whole;
};
