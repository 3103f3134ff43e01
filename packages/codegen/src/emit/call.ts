import type { PlainArgument } from '@tinyml/core';
import type { ProgramCall } from '../program/program.ts';
import type { Symbols } from './symbols.ts';

/** A call as the source has it: its parameters' name, and pointers to what it reads and writes. */
export interface NamedCall {
  readonly call: ProgramCall;
  readonly params: string | undefined;
  input(index: number): string;
  output(index: number): string;
  readonly scratch: string;
}

const resolver =
  (symbols: Symbols, call: ProgramCall) =>
  (name: string): string =>
    symbols.constant(call.constants[name] as number);

/** `(const void *const[]){a, b}`; of results without the first `const`. */
export const pointerArray = (
  pointers: readonly PlainArgument[],
  plain: (argument: PlainArgument) => string,
): string => {
  const written = pointers.some((pointer) => 'output' in pointer || 'scratch' in pointer);
  return `(${written ? '' : 'const '}void *const[]){${pointers.map(plain).join(', ')}}`;
};

/** Columns that a line of a call has at most, from its own first one. */
const width = 106;

/** `f(a, b);` on one line where it fits, else with its arguments on lines of their own. */
const statementLines = (name: string, list: readonly string[]): readonly string[] => {
  const line = `${name}(${list.join(', ')});`;
  if (line.length <= width) return [line];
  const lines = [`${name}(`];
  list.forEach((argument, i) => {
    const text = i === list.length - 1 ? `${argument});` : `${argument},`;
    const last = lines[lines.length - 1] as string;
    if (lines.length > 1 && last.length + 1 + text.length <= width) lines[lines.length - 1] = `${last} ${text}`;
    else lines.push(`    ${text}`);
  });
  return lines;
};

/** The statement's lines. Parameters that no ordinary pointer leads to are copied to the stack. */
export const callText = (symbols: Symbols, { call, params, input, output, scratch }: NamedCall): readonly string[] => {
  const constant = resolver(symbols, call);
  const copied = symbols.separateFlash && call.params !== undefined;
  const plain = (given: PlainArgument): string => {
    if ('params' in given) return copied ? '&params' : `&${String(params)}`;
    if ('input' in given) return input(given.input);
    if ('output' in given) return output(given.output);
    if ('constant' in given) return constant(given.constant);
    if ('scratch' in given) return scratch;
    return given.c.startsWith('@') ? constant(given.c.slice(1)) : given.c;
  };
  const list = call.arguments.map((given) =>
    'pointers' in given ? pointerArray(given.pointers, plain) : plain(given),
  );
  const statement = statementLines(call.function, list);
  return copied
    ? [
        '{',
        `  const ${String(call.params?.type)} params = ${String(params)};`,
        ...statement.map((line) => `  ${line}`),
        '}',
      ]
    : statement;
};
