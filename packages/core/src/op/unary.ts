import { integerRange, type DType } from '../ir/dtype.ts';
import type { OpName, Ops } from '../ir/ops.ts';
import { allocate, type TensorData } from '../ir/tensor.ts';
import type { TensorType } from '../ir/type.ts';
import type { OptionsSchema } from '../pass/schema.ts';
import { defineOperator, OperatorError, type Operator } from './define-operator.ts';
import { isPresent } from './presence.ts';
import type { SlotEntries } from './slot.ts';
import {
  clampedTo,
  isStoredDType,
  storedProblem,
  storedQuant,
  type StoredDType,
  type StoredFunction,
  type StoredQuant,
} from './stored-function.ts';
import type { Traits } from './traits.ts';
import { typesProblem } from './types-problem.ts';

/** Types of elements that are numbers of their own, whatever their scale. */
export type PlainDType = 'int8' | 'uint8' | 'int16' | 'int32' | 'bool';

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
  float32?(attrs: Ops[Name]): (x: number) => number;
  /** Types whose stored integers have a scale. Default, where there is `quantized`: int8. */
  readonly quantizedTypes?: readonly StoredDType[];
  /** The function on stored integers of these types; the result is clamped to the type. */
  quantized?(attrs: Ops[Name], input: StoredQuant, output: StoredQuant): StoredFunction;
  /** Why this quantisation cannot be used, beyond being per tensor, and symmetric where it is int16. */
  quantizedProblem?(attrs: Ops[Name], input: StoredQuant, output: StoredQuant): string | undefined;
  /** The function on integers, where `quantized` does not apply; the result wraps. */
  readonly plain?: Partial<Readonly<Record<PlainDType, (x: number) => number>>>;
  int64?(x: bigint): bigint;
}

const storedTypes = <Name extends OpName>({ quantized, quantizedTypes }: UnaryDefinition<Name>): readonly DType[] =>
  quantized === undefined ? [] : (quantizedTypes ?? ['int8']);

/** Names of all types that it takes. */
const typesOf = <Name extends OpName>(definition: UnaryDefinition<Name>): readonly DType[] => [
  ...new Set<DType>([
    ...(definition.float32 ? (['float32'] as const) : []),
    ...storedTypes(definition),
    ...(Object.keys(definition.plain ?? {}) as PlainDType[]),
    ...(definition.int64 ? (['int64'] as const) : []),
  ]),
];

/** Whether its stored integers are computed by their scale: 16 bits may also be plain numbers. */
const isQuantized = <Name extends OpName>(definition: UnaryDefinition<Name>, { dtype, quant }: TensorType): boolean =>
  storedTypes(definition).includes(dtype) &&
  (quant !== undefined || definition.plain?.[dtype as PlainDType] === undefined);

/** Applies `f` to every stored integer; 8-bit ones through a table of all values. */
const mapStored = (data: TensorData, input: StoredQuant, output: StoredQuant, f: StoredFunction): TensorData => {
  const clamped = clampedTo(output.dtype, f);
  const [low] = integerRange(input.dtype);
  const result = allocate(output.dtype, data.length) as Int8Array;
  const from = data as Int8Array;
  if (input.dtype === 'int16') {
    for (let i = 0; i < from.length; i++) result[i] = clamped(from[i] as number);
    return result;
  }
  const table = Int16Array.from({ length: 256 }, (_, i) => clamped(i + low));
  for (let i = 0; i < from.length; i++) result[i] = table[(from[i] as number) - low] as number;
  return result;
};

/** An element-wise operator of one operand, for each type that its definition names. */
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
      const unsupported = typesProblem(x.dtype, typesOf(definition));
      if (unsupported !== undefined || !isQuantized(definition, x)) return unsupported;
      return (
        storedProblem('the operand', x) ??
        storedProblem('the result', y) ??
        definition.quantizedProblem?.(attrs, storedQuant(x), storedQuant(y))
      );
    },
    run({ attrs, inputs: [x], outputs: [y] }) {
      if (!isPresent(x) || y === undefined) throw new OperatorError('needs an operand and a result');
      const { dtype } = x.type;
      if (dtype === 'float32' && definition.float32)
        return [Float32Array.from(x.data as Float32Array, definition.float32(attrs))];
      if (isQuantized(definition, x.type) && definition.quantized && isStoredDType(dtype)) {
        const [input, output] = [storedQuant(x.type), storedQuant(y)];
        return [mapStored(x.data, input, output, definition.quantized(attrs, input, output))];
      }
      const { int64 } = definition;
      if (dtype === 'int64' && int64)
        return [BigInt64Array.from(x.data as BigInt64Array, (value) => BigInt.asIntN(64, int64(value)))];
      const f = definition.plain?.[dtype as PlainDType];
      if (f === undefined) throw new OperatorError(`cannot compute with ${dtype}`);
      const result = allocate(dtype, x.data.length) as Int32Array;
      for (const [i, value] of (x.data as Int32Array).entries()) result[i] = f(value);
      return [result];
    },
    macs: () => 0,
  });
