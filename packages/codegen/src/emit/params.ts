import { hasSeparateFlash, type Group, type Program, type ProgramCall } from '../program/program.ts';
import { initialiser } from './literal.ts';
import type { Symbols } from './symbols.ts';

/** The parameters of a program's calls: equal ones are stored once. */
export interface CallParams {
  /** C definitions, in the order of the schedule. */
  readonly definitions: readonly string[];
  /** Name of the struct that a call takes; undefined where it takes none. */
  nameOf(call: ProgramCall): string | undefined;
}

/** A group's calls with the names that their parameters would have: a stream has some calls for one layer. */
const named = ({ call, nodes, stream }: Group, at: number): readonly (readonly [ProgramCall, string])[] => {
  if (stream !== undefined)
    return stream.calls.map(({ call: one, node }, index) => {
      const before = stream.calls.slice(0, index).filter((other) => other.node === node).length;
      return [one, `${node}_params_${String(before + 1)}`];
    });
  return call === null ? [] : [[call, `${nodes[0]?.id ?? `copy_${String(at)}`}_params`]];
};

export const callParams = (symbols: Symbols, program: Program): CallParams => {
  const place = hasSeparateFlash(program) ? 'TML_FLASH ' : '';
  const names = new Map<ProgramCall, string>();
  const known = new Map<string, string>();
  const definitions: string[] = [];
  for (const [call, name] of program.schedule.flatMap(named)) {
    if (call.params === undefined) continue;
    const constant = (own: string): string => symbols.constant(call.constants[own] as number);
    const { fields, type } = call.params;
    const lines = Object.entries(fields).map(([field, value]) => `  .${field} = ${initialiser(value, constant, 2)},`);
    const body = `{\n${lines.join('\n')}\n}`;
    const key = `${type} ${body}`;
    const full = known.get(key) ?? `${symbols.prefix}_${name}`;
    if (!known.has(key)) definitions.push(`static const ${place}${type} ${full} = ${body};\n`);
    known.set(key, full);
    names.set(call, full);
  }
  return { definitions, nameOf: (call) => names.get(call) };
};
