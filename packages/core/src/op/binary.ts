import type { OpName, Ops } from '../ir/ops.ts';
import type { TensorData } from '../ir/tensor.ts';
import { elementCount, type TensorType } from '../ir/type.ts';
import type { OptionsSchema } from '../pass/schema.ts';
import { broadcastIndex, broadcastShape } from './broadcast.ts';
import { defineOperator, OperatorError, type Operator } from './define-operator.ts';
import { perTensorProblem } from './per-tensor.ts';
import { isPresent } from './presence.ts';
import type { SlotEntries } from './slot.ts';
import type { Traits } from './traits.ts';

type Combine = (a: number, b: number) => number;

interface BinaryTypes {
  readonly a: TensorType;
  readonly b: TensorType;
  readonly output: TensorType;
}

/** What distinguishes one element-wise operator of two operands from another. */
export interface BinaryDefinition<Name extends OpName> {
  readonly name: Name;
  readonly version: number;
  readonly summary: string;
  readonly attributes: OptionsSchema;
  readonly traits?: Traits;
  readonly slots?: SlotEntries;
  /** Functions of two elements; stored integers for int8. Results are clamped already. */
  float32(attrs: Ops[Name]): Combine;
  int32(attrs: Ops[Name]): Combine;
  int8(attrs: Ops[Name], types: BinaryTypes): Combine;
  /** Why the quantisation of these int8 types cannot be used, beyond being per tensor. */
  int8Problem(types: BinaryTypes): string | undefined;
}

const combine = (
  f: Combine,
  a: ArrayLike<number>,
  b: ArrayLike<number>,
  types: BinaryTypes,
  result: TensorData,
): void => {
  const out = result as Float32Array | Int32Array | Int8Array;
  const indexA = broadcastIndex(types.a.shape, types.output.shape);
  const indexB = broadcastIndex(types.b.shape, types.output.shape);
  for (let i = 0; i < out.length; i += 1) {
    const x = indexA === undefined ? i : (indexA[i] as number);
    const y = indexB === undefined ? i : (indexB[i] as number);
    out[i] = f(a[x] as number, b[y] as number);
  }
};

const typesOf = (inputs: readonly (TensorType | null | undefined)[], outputs: readonly TensorType[]): BinaryTypes => {
  const [a, b] = inputs;
  const [output] = outputs;
  if (!isPresent(a) || !isPresent(b) || output === undefined)
    throw new OperatorError('needs two operands and one result');
  return { a, b, output };
};

/** An element-wise operator of two operands with NumPy broadcasting, for float32, int32 and quantised int8. */
export const binaryOperator = <Name extends OpName>(definition: BinaryDefinition<Name>): Operator<Name> =>
  defineOperator<Name>({
    name: definition.name,
    version: definition.version,
    summary: definition.summary,
    attributes: definition.attributes,
    ...(definition.traits && { traits: definition.traits }),
    ...(definition.slots && { slots: definition.slots }),
    arity: { inputs: [2, 2], outputs: [1, 1] },
    infer({ inputs: [a, b] }) {
      if (!isPresent(a) || !isPresent(b)) throw new OperatorError('needs two operands');
      if (a.type.dtype !== b.type.dtype) {
        throw new OperatorError(`operands must have one type, not ${a.type.dtype} and ${b.type.dtype}`);
      }
      return [{ dtype: a.type.dtype, shape: broadcastShape(a.type.shape, b.type.shape) }];
    },
    check({ inputs, outputs }) {
      const types = typesOf(inputs, outputs);
      const { a, b, output } = types;
      if (a.dtype !== b.dtype || a.dtype !== output.dtype) {
        return `operands and result must have one type, not ${a.dtype}, ${b.dtype} and ${output.dtype}`;
      }
      if (a.dtype === 'float32') return undefined;
      if (a.dtype === 'int32') {
        return a.quant === undefined && b.quant === undefined && output.quant === undefined
          ? undefined
          : 'quantised int32 is not supported';
      }
      if (a.dtype !== 'int8') return `${a.dtype} is not supported; float32, int8 and int32 are`;
      return (
        perTensorProblem('operand 0', a) ??
        perTensorProblem('operand 1', b) ??
        perTensorProblem('the result', output) ??
        definition.int8Problem(types)
      );
    },
    run({ attrs, inputs, outputs }) {
      const [a, b] = inputs;
      if (!isPresent(a) || !isPresent(b)) throw new OperatorError('needs two operands');
      const types = typesOf([a.type, b.type], outputs);
      const count = elementCount(types.output.shape);
      const x = a.data as Float32Array;
      const y = b.data as Float32Array;
      if (types.a.dtype === 'float32') {
        const result = new Float32Array(count);
        combine(definition.float32(attrs), x, y, types, result);
        return [result];
      }
      const result = types.a.dtype === 'int32' ? new Int32Array(count) : new Int8Array(count);
      const f = types.a.dtype === 'int32' ? definition.int32(attrs) : definition.int8(attrs, types);
      combine(f, x, y, types, result);
      return [result];
    },
    macs: () => 0,
  });
