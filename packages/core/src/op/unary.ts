import type { OpName, Ops } from '../ir/ops.ts';
import type { TensorType } from '../ir/type.ts';
import type { OptionsSchema } from '../pass/schema.ts';
import { defineOperator, OperatorError, type Operator } from './define-operator.ts';
import type { Int8Table } from './int8-table.ts';
import { perTensorProblem, perTensorQuant, type PerTensorQuant } from './per-tensor.ts';
import { isPresent } from './presence.ts';
import type { SlotEntries } from './slot.ts';
import type { Traits } from './traits.ts';

/** What distinguishes one element-wise operator of one operand from another. */
export interface UnaryDefinition<Name extends OpName> {
  readonly name: Name;
  readonly version: number;
  readonly summary: string;
  readonly attributes: OptionsSchema;
  /** Beside those of every operator of this kind. */
  readonly traits?: Traits;
  readonly slots?: SlotEntries;
  /** The function on real numbers; the result is rounded to single precision afterwards. */
  float32(attrs: Ops[Name]): (x: number) => number;
  /** The function on stored int8 values. */
  int8(attrs: Ops[Name], input: PerTensorQuant, output: PerTensorQuant): Int8Table;
  /** Why this quantisation cannot be used, beyond being per tensor. */
  int8Problem?(attrs: Ops[Name], input: PerTensorQuant, output: PerTensorQuant): string | undefined;
}

const int8Types = (input: TensorType, output: TensorType): string | undefined =>
  perTensorProblem('the operand', input) ?? perTensorProblem('the result', output);

/** An element-wise operator of one operand, for float32 and quantised int8. */
export const unaryOperator = <Name extends OpName>(definition: UnaryDefinition<Name>): Operator<Name> =>
  defineOperator<Name>({
    name: definition.name,
    version: definition.version,
    summary: definition.summary,
    attributes: definition.attributes,
    traits: { elementwise: true, keepsChannels: true, ...definition.traits },
    ...(definition.slots && { slots: definition.slots }),
    arity: { inputs: [1, 1], outputs: [1, 1] },
    infer({ inputs: [x] }) {
      if (!isPresent(x)) throw new OperatorError('needs an operand');
      return [{ dtype: x.type.dtype, shape: x.type.shape }];
    },
    check({ attrs, inputs: [x], outputs: [y] }) {
      if (!isPresent(x) || y === undefined) return 'needs an operand and a result';
      if (x.dtype !== y.dtype) return `operand and result must have one type, not ${x.dtype} and ${y.dtype}`;
      if (x.dtype === 'float32') return undefined;
      if (x.dtype !== 'int8') return `${x.dtype} is not supported; float32 and int8 are`;
      return int8Types(x, y) ?? definition.int8Problem?.(attrs, perTensorQuant(x), perTensorQuant(y));
    },
    run({ attrs, inputs: [x], outputs: [y] }) {
      if (!isPresent(x) || y === undefined) throw new OperatorError('needs an operand and a result');
      if (x.type.dtype === 'float32') {
        const f = definition.float32(attrs);
        return [Float32Array.from(x.data as Float32Array, f)];
      }
      const table = definition.int8(attrs, perTensorQuant(x.type), perTensorQuant(y));
      return [Int8Array.from(x.data as Int8Array, (stored) => table[stored + 128] as number)];
    },
    macs: () => 0,
  });
