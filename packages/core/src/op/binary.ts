import type { DType } from '../ir/dtype.ts';
import type { OpName, Ops } from '../ir/ops.ts';
import { allocate } from '../ir/tensor.ts';
import { elementCount, type TensorType } from '../ir/type.ts';
import type { OptionsSchema } from '../pass/schema.ts';
import { broadcastIndex, broadcastShape } from './broadcast.ts';
import { defineOperator, OperatorError, type Operator } from './define-operator.ts';
import { isPresent } from './presence.ts';
import type { SlotEntries } from './slot.ts';
import { storedProblem, type StoredDType } from './stored-function.ts';
import type { Traits } from './traits.ts';
import { typesProblem } from './types-problem.ts';
import type { PlainDType } from './unary.ts';

export type Combine<Element = number> = (a: Element, b: Element) => Element;

export interface BinaryTypes {
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
  /** Type of the result, where functions give 0 or 1. Default: the operands'. */
  readonly result?: 'bool';
  /** The function on real numbers; the result is rounded to single precision afterwards. */
  float32?(attrs: Ops[Name]): Combine;
  /** Types whose stored integers have a scale. Default, where there is `quantized`: int8. */
  readonly quantizedTypes?: readonly StoredDType[];
  /** The function on stored integers of these types, clamped already. */
  quantized?(attrs: Ops[Name], types: BinaryTypes): Combine;
  /** Why this quantisation cannot be used, beyond being per tensor, and symmetric where it is int16. */
  quantizedProblem?(attrs: Ops[Name], types: BinaryTypes): string | undefined;
  /** The functions on integers, where `quantized` does not apply; results wrap. */
  readonly plain?: Partial<Readonly<Record<PlainDType, (attrs: Ops[Name]) => Combine>>>;
  int64?(attrs: Ops[Name]): Combine<bigint>;
}

const combine = <Element, Result>(
  f: (a: Element, b: Element) => Result,
  a: ArrayLike<Element>,
  b: ArrayLike<Element>,
  types: BinaryTypes,
  result: { readonly length: number; [index: number]: Result },
): void => {
  const indexA = broadcastIndex(types.a.shape, types.output.shape);
  const indexB = broadcastIndex(types.b.shape, types.output.shape);
  for (let i = 0; i < result.length; i += 1) {
    const x = indexA === undefined ? i : (indexA[i] as number);
    const y = indexB === undefined ? i : (indexB[i] as number);
    result[i] = f(a[x] as Element, b[y] as Element);
  }
};

const typesOf = (inputs: readonly (TensorType | null | undefined)[], outputs: readonly TensorType[]): BinaryTypes => {
  const [a, b] = inputs;
  const [output] = outputs;
  if (!isPresent(a) || !isPresent(b) || output === undefined)
    throw new OperatorError('needs two operands and one result');
  return { a, b, output };
};

const storedTypes = <Name extends OpName>({ quantized, quantizedTypes }: BinaryDefinition<Name>): readonly DType[] =>
  quantized === undefined ? [] : (quantizedTypes ?? ['int8']);

const dtypesOf = <Name extends OpName>(definition: BinaryDefinition<Name>): readonly DType[] => [
  ...new Set<DType>([
    ...(definition.float32 ? (['float32'] as const) : []),
    ...storedTypes(definition),
    ...(Object.keys(definition.plain ?? {}) as PlainDType[]),
    ...(definition.int64 ? (['int64'] as const) : []),
  ]),
];

/** Whether its stored integers are computed by their scales: 16 bits may also be plain numbers. */
const isQuantized = <Name extends OpName>(definition: BinaryDefinition<Name>, { dtype, quant }: TensorType): boolean =>
  storedTypes(definition).includes(dtype) &&
  (quant !== undefined || definition.plain?.[dtype as PlainDType] === undefined);

const numberFunction = <Name extends OpName>(
  definition: BinaryDefinition<Name>,
  attrs: Ops[Name],
  types: BinaryTypes,
): Combine | undefined => {
  if (types.a.dtype === 'float32') return definition.float32?.(attrs);
  if (isQuantized(definition, types.a)) return definition.quantized?.(attrs, types);
  return definition.plain?.[types.a.dtype as PlainDType]?.(attrs);
};

const bigFunction =
  (f: Combine<bigint>): Combine<bigint> =>
  (a, b) =>
    BigInt.asIntN(64, f(a, b));

const quantizedProblem = <Name extends OpName>(
  definition: BinaryDefinition<Name>,
  attrs: Ops[Name],
  types: BinaryTypes,
): string | undefined =>
  storedProblem('operand 0', types.a) ??
  storedProblem('operand 1', types.b) ??
  (definition.result === undefined ? storedProblem('the result', types.output) : undefined) ??
  definition.quantizedProblem?.(attrs, types);

/** An element-wise operator of two operands with NumPy broadcasting, for each type that its definition names. */
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
      return [{ dtype: definition.result ?? a.type.dtype, shape: broadcastShape(a.type.shape, b.type.shape) }];
    },
    check({ attrs, inputs, outputs }) {
      const types = typesOf(inputs, outputs);
      const { a, b, output } = types;
      if (a.dtype !== b.dtype) return `operands must have one type, not ${a.dtype} and ${b.dtype}`;
      const result = definition.result ?? a.dtype;
      if (output.dtype !== result) return `the result of ${a.dtype} operands must be ${result}, not ${output.dtype}`;
      const unsupported = typesProblem(a.dtype, dtypesOf(definition));
      if (unsupported !== undefined) return unsupported;
      if (isQuantized(definition, a)) return quantizedProblem(definition, attrs, types);
      return a.dtype === 'int32' && (a.quant ?? b.quant ?? output.quant) !== undefined
        ? 'quantised int32 is not supported'
        : undefined;
    },
    run({ attrs, inputs, outputs }) {
      const [a, b] = inputs;
      if (!isPresent(a) || !isPresent(b)) throw new OperatorError('needs two operands');
      const types = typesOf([a.type, b.type], outputs);
      const result = allocate(types.output.dtype, elementCount(types.output.shape));
      const big = definition.int64?.(attrs);
      if (types.a.dtype === 'int64' && big !== undefined) {
        const [x, y] = [a.data as BigInt64Array, b.data as BigInt64Array];
        if (definition.result === undefined) combine(bigFunction(big), x, y, types, result as BigInt64Array);
        else combine((p: bigint, q: bigint) => Number(big(p, q)), x, y, types, result as Uint8Array);
        return [result];
      }
      const f = numberFunction(definition, attrs, types);
      if (f === undefined) throw new OperatorError(`cannot compute with ${types.a.dtype}`);
      combine(f, a.data as Float32Array, b.data as Float32Array, types, result as Float32Array);
      return [result];
    },
    macs: () => 0,
  });
