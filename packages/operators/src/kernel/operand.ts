import {
  byteWidth,
  elementCount,
  isPresent,
  isWide,
  type DType,
  type KernelOperand,
  type KernelOverlap,
  type KernelRequest,
  type OpName,
  type PackedConstant,
  type PlainArgument,
} from '@tinyml/core';
import { recordDistance } from './overlap-distance.ts';

const ctypes: Readonly<Partial<Record<DType, PackedConstant['ctype']>>> = {
  float32: 'float',
  float16: 'uint16_t',
  int8: 'int8_t',
  uint8: 'uint8_t',
  bool: 'uint8_t',
  int16: 'int16_t',
  int32: 'int32_t',
};

/** An operand as an argument of the call: a tensor in the arena, or an array in flash where it is a constant. */
export interface OperandArgument {
  readonly argument: PlainArgument;
  readonly constants: readonly PackedConstant[];
}

/** Operand `index` of the node; a constant is packed under `name`. */
export const operandArgument = ({ inputs }: KernelRequest, index: number, name: string): OperandArgument => {
  const operand = inputs[index];
  const values = operand?.constant;
  const ctype = !isPresent(operand) ? undefined : ctypes[operand.type.dtype];
  if (values === undefined || isWide(values) || ctype === undefined) {
    return { argument: { input: index }, constants: [] };
  }
  return { argument: { constant: name }, constants: [{ name, ctype, values }] };
};

/**
 * For a kernel that goes through its elements in order: the only result may lie over those operands of `candidates`
 * that are computed and have as many elements.
 */
export const elementOverlaps = (
  { inputs, outputs }: KernelRequest,
  candidates: readonly number[],
): readonly KernelOverlap[] =>
  candidates.flatMap((input) => {
    const [operand, output] = [inputs[input], outputs[0]];
    if (!isPresent(operand) || output === undefined || operand.constant !== undefined) return [];
    const count = elementCount(output.shape);
    if (elementCount(operand.type.shape) !== count) return [];
    // Memory is shared at multiples of 4 bytes, which 64-bit elements cannot lie at.
    if (Math.max(byteWidth(operand.type.dtype), byteWidth(output.dtype)) > 4) return [];
    const distance = recordDistance(count, byteWidth(operand.type.dtype), byteWidth(output.dtype));
    return [{ input, output: 0, distance }];
  });

/** The operand at `index`. @throws Error (a bug) where the node has none: `supports` has rejected it. */
export const requiredOperand = ({ inputs, node }: KernelRequest, index: number): KernelOperand => {
  const operand = inputs[index];
  if (!isPresent(operand)) throw new Error(`${node.id} has no operand ${String(index)}`);
  return operand;
};

/** Why the operator itself does not accept these types, or undefined: every kernel's first question. */
export const operatorProblem = <Name extends OpName>({
  node,
  inputs,
  operators,
  outputs,
}: KernelRequest<Name>): string | undefined => {
  const operator = operators.get(node.op);
  const types = inputs.map((operand) => operand?.type ?? null);
  return operator === undefined
    ? `no operator ${node.op}`
    : operator.check({ attrs: node.attrs, inputs: types, outputs });
};

/** Why the types are not exactly these, or undefined. */
export const dtypeProblem = (
  { inputs, outputs }: KernelRequest,
  operands: readonly DType[],
  result: DType,
): string | undefined => {
  const found = [...inputs.map((operand) => operand?.type.dtype), outputs[0]?.dtype];
  const wanted = [...operands, result];
  return wanted.every((dtype, i) => found[i < operands.length ? i : found.length - 1] === dtype)
    ? undefined
    : `takes ${operands.join(', ')} to ${result}, not ${found.map((dtype) => dtype ?? 'nothing').join(', ')}`;
};
