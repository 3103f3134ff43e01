import type { OpName } from '../ir/ops.ts';
import type { TensorType } from '../ir/type.ts';
import { binaryOperator, type Combine } from './binary.ts';
import type { Operator } from './define-operator.ts';
import { multiplyByQuantizedMultiplier, quantizeMultiplier } from './fixed-point.ts';
import { noAttributes } from './no-attributes.ts';
import { perTensorQuant } from './per-tensor.ts';
import type { SlotEntries } from './slot.ts';

interface Comparison<Name extends OpName> {
  readonly name: Name;
  readonly summary: string;
  readonly slots?: SlotEntries;
  numbers(a: number, b: number): boolean;
  bigs(a: bigint, b: bigint): boolean;
  /** It asks for equality or its opposite: truth values too have that, and int16 is compared by its scale. */
  readonly equality?: true;
}

/** Bits by which stored operands are shifted up before they are multiplied by their scale. */
const leftShift = 8;

/** What a stored integer stands for, as an integer on a scale that all share. */
const realizer = (type: TensorType): ((stored: number) => number) => {
  const { scale, zeroPoint } = perTensorQuant(type);
  const { multiplier, shift } = quantizeMultiplier(scale);
  return (stored) => multiplyByQuantizedMultiplier((stored - zeroPoint) << leftShift, multiplier, shift);
};

/**
 * An operator that compares two tensors. Stored integers are multiplied by their scales first; int16 ones are compared
 * as they are, except for equality, as in TensorFlow Lite.
 */
export const comparisonOperator = <Name extends OpName>(definition: Comparison<Name>): Operator<Name> => {
  const { equality = false } = definition;
  const plain: Combine = (a, b) => Number(definition.numbers(a, b));
  return binaryOperator<Name>({
    name: definition.name,
    version: 1,
    summary: definition.summary,
    attributes: noAttributes,
    traits: { elementwise: true, keepsChannels: true },
    ...(definition.slots && { slots: definition.slots }),
    result: 'bool',
    float32: () => plain,
    quantizedTypes: equality ? ['int8', 'uint8', 'int16'] : ['int8', 'uint8'],
    quantized(_, types) {
      const [a, b] = [realizer(types.a), realizer(types.b)];
      return (x, y) => plain(a(x), b(y));
    },
    quantizedProblem: (_, { a, b }) =>
      Math.max(perTensorQuant(a).scale, perTensorQuant(b).scale) < 1
        ? undefined
        : 'a scale of 1 or more is not supported',
    plain: { int16: () => plain, int32: () => plain, ...(equality && { bool: () => plain }) },
    int64: () => (a, b) => BigInt(definition.bigs(a, b)),
  });
};
