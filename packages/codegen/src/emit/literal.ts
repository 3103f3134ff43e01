import type { CValue, WideData } from '@tinyml/core';
import type { ConstantType } from '../program/program.ts';

/** A short decimal that a C compiler reads back as the same float32, with its suffix. */
export const floatLiteral = (value: number): string => {
  if (Number.isNaN(value)) return 'NAN';
  if (!Number.isFinite(value)) return value > 0 ? 'INFINITY' : '-INFINITY';
  const single = Math.fround(value);
  if (Object.is(single, -0)) return '-0.0f';
  // Nine digits always do, eight often; trailing zeros go.
  const short = Number(single.toPrecision(8));
  const text = String(Math.fround(short) === single ? short : Number(single.toPrecision(9)));
  return `${/[.e]/.test(text) ? text : `${text}.0`}f`;
};

/** INT32_MIN has no literal of its own: `-2147483648` negates a constant that is too large for int. */
export const integerLiteral = (value: number): string =>
  value === -2147483648 ? '(-2147483647 - 1)' : value > 2147483647 ? `${String(value)}u` : String(value);

/** INT64_MIN has no literal of its own either. */
const wideLiteral = (value: number | bigint): string =>
  BigInt(value) === -(2n ** 63n) ? '(-9223372036854775807LL - 1)' : `${String(value)}LL`;

/** A number in an initialiser whose type only the struct knows: integers stay integers, anything else is a float. */
const numberLiteral = (value: number): string =>
  Number.isInteger(value) && !Object.is(value, -0) && Math.abs(value) < 2 ** 32
    ? integerLiteral(value)
    : floatLiteral(value);

/** Columns of a line of numbers, or of an initialiser. */
const width = 100;

/** `{ a, b }`, or an item a line where that is too long: `indent` columns from the left. */
const braced = (items: readonly string[], indent: number): string => {
  const line = `{ ${items.join(', ')} }`;
  if (indent + line.length <= width && !line.includes('\n')) return line;
  const before = ' '.repeat(indent + 2);
  return `{\n${items.map((item) => `${before}${item},\n`).join('')}${' '.repeat(indent)}}`;
};

/**
 * A C99 initialiser. `symbol` gives the C name of a constant that `{ c: '@name' }` points to; `indent`: columns from the left
 * of the line that it begins in.
 */
export const initialiser = (value: CValue, symbol: (name: string) => string, indent = 0): string => {
  if (typeof value === 'number') return numberLiteral(value);
  if ('c' in value) return value.c.startsWith('@') ? symbol(value.c.slice(1)) : value.c;
  if ('fields' in value)
    return braced(
      Object.entries(value.fields).map(([name, field]) => `.${name} = ${initialiser(field, symbol, indent + 2)}`),
      indent,
    );
  return braced(
    value.map((item) => initialiser(item, symbol, indent + 2)),
    indent,
  );
};

const literalOf = (ctype: ConstantType): ((value: number | bigint) => string) => {
  if (ctype === 'int64_t') return wideLiteral;
  if (ctype === 'uint64_t') return (value) => `${String(value)}ULL`;
  return ctype === 'float' ? (value) => floatLiteral(Number(value)) : (value) => integerLiteral(Number(value));
};

/** Elements of an array as lines of at most 100 columns, indented by two. */
export const arrayLines = (values: ArrayLike<number> | WideData, ctype: ConstantType): string => {
  const literal = literalOf(ctype);
  const lines: string[] = [];
  let line = ' ';
  for (let i = 0; i < values.length; i += 1) {
    const text = ` ${literal(values[i] as number | bigint)},`;
    if (line.length + text.length > width) {
      lines.push(line);
      line = ' ';
    }
    line += text;
  }
  if (line.length > 1) lines.push(line);
  return lines.join('\n');
};

/** A C string literal: whatever a model's names contain stays inside the quotes. */
export const stringLiteral = (text: string): string => {
  const bytes = new TextEncoder().encode(text);
  let literal = '';
  for (const byte of bytes) {
    const char = String.fromCharCode(byte);
    // Three-digit octal ends by itself; `?` is escaped against trigraphs.
    literal += byte >= 32 && byte < 127 && !/["\\?]/.test(char) ? char : `\\${byte.toString(8).padStart(3, '0')}`;
  }
  return `"${literal}"`;
};

/** Text that may stand in a comment of either kind. */
export const commentText = (text: string): string =>
  text
    .replace(/[^\x20-\x7e]+/g, '?')
    .replaceAll('*/', '* /')
    .replaceAll('/*', '/ *')
    .replace(/\\+$/, '');
