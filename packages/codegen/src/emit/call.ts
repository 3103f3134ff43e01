import type { ProgramCall } from '../lower/program.ts';
import { initialiser } from './literal.ts';
import type { Symbols } from './symbols.ts';

/** A call as the source has it: its parameters' name, and pointers to what it reads and writes. */
export interface NamedCall {
  readonly call: ProgramCall;
  readonly params: string;
  input(index: number): string;
  output(index: number): string;
  readonly scratch: string;
}

const resolver =
  (symbols: Symbols, call: ProgramCall) =>
  (name: string): string =>
    symbols.constant(call.constants[name] as number);

/** The definition of a call's parameters, where it has any. */
export const paramsText = (symbols: Symbols, call: ProgramCall, name: string): string[] => {
  if (call.params === undefined) return [];
  const fields = Object.entries(call.params.fields).map(
    ([field, value]) => `  .${field} = ${initialiser(value, resolver(symbols, call))},`,
  );
  return [`static const ${call.params.type} ${name} = {\n${fields.join('\n')}\n};\n`];
};

/** The statement. */
export const callText = (symbols: Symbols, { call, params, input, output, scratch }: NamedCall): string => {
  const constant = resolver(symbols, call);
  const list = call.arguments.map((given): string => {
    if ('params' in given) return `&${params}`;
    if ('input' in given) return input(given.input);
    if ('output' in given) return output(given.output);
    if ('constant' in given) return constant(given.constant);
    if ('scratch' in given) return scratch;
    return given.c.startsWith('@') ? constant(given.c.slice(1)) : given.c;
  });
  return `${call.function}(${list.join(', ')});`;
};
