import { plainArguments, type CValue, type KernelCall } from '@tinyml/core';
import type { Unit } from './unit.ts';

/** Names of constants that an initialiser points to: `{ c: '@filter' }`. */
const references = (value: CValue): readonly string[] => {
  if (typeof value === 'number') return [];
  if ('c' in value) return value.c.startsWith('@') ? [value.c.slice(1)] : [];
  if ('fields' in value) return Object.values(value.fields).flatMap(references);
  return value.flatMap(references);
};

/** undefined, or what is wrong with a call: kernels may come from packages, and C compilers explain less. */
export const checkCall = (call: KernelCall, { inputs, outputs }: Unit): string | undefined => {
  const names = call.constants.map((constant) => constant.name);
  if (new Set(names).size < names.length) return `two constants have one name: ${names.join(', ')}`;
  const isInput = (i: number): boolean => inputs[i] != null;
  for (const argument of plainArguments(call)) {
    if ('params' in argument && call.params === undefined) return 'passes params but has none';
    if ('input' in argument && !isInput(argument.input))
      return `passes input ${String(argument.input)}, which is absent`;
    if ('output' in argument && outputs[argument.output] === undefined)
      return `passes output ${String(argument.output)}, which does not exist`;
    if ('constant' in argument && !names.includes(argument.constant))
      return `passes constant ${argument.constant}, which does not exist`;
    if ('scratch' in argument && call.scratch <= 0) return 'passes scratch memory but asks for none';
  }
  const unknown = references({ fields: call.params?.fields ?? {} }).find((name) => !names.includes(name));
  if (unknown !== undefined) return `its params point to constant ${unknown}, which does not exist`;
  if (call.scratchOver !== undefined && !isInput(call.scratchOver))
    return `takes the memory of input ${String(call.scratchOver)}, which is absent, for scratch memory`;
  const pairs = [
    ...(call.inPlace ?? []),
    ...(call.overlaps ?? []).map((claim) => [claim.input, claim.output] as const),
  ];
  const [input, output] = pairs.find(([i, o]) => !isInput(i) || outputs[o] === undefined) ?? [];
  if (input !== undefined)
    return `gives result ${String(output)} the memory of operand ${String(input)}, one of which does not exist`;
  const endless = call.overlaps?.find(({ distance }) => !Number.isFinite(distance));
  if (endless !== undefined) return `lets a result begin ${String(endless.distance)} bytes before an operand`;
  const wrong = call.constants.find(
    (constant) => constant.ctype !== 'float' && !Array.from(constant.values).every(Number.isInteger),
  );
  return wrong === undefined ? undefined : `constant ${wrong.name} has values that are not integers`;
};
