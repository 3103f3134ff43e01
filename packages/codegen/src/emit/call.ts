import type { ProgramCall } from '../lower/program.ts';
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

/** The statement. */
export const callText = (symbols: Symbols, { call, params, input, output, scratch }: NamedCall): string => {
  const constant = resolver(symbols, call);
  const list = call.arguments.map((given): string => {
    if ('params' in given) return `&${String(params)}`;
    if ('input' in given) return input(given.input);
    if ('output' in given) return output(given.output);
    if ('constant' in given) return constant(given.constant);
    if ('scratch' in given) return scratch;
    return given.c.startsWith('@') ? constant(given.c.slice(1)) : given.c;
  });
  return `${call.function}(${list.join(', ')});`;
};
