import {
  allocate,
  constantNumbers,
  elementCount,
  indexProblem,
  operandNumbers,
  type InferRequest,
  type OpName,
  type OptionsOf,
  type RunRequest,
  type TypedRequest,
  OperatorError,
  reducedShape,
  reducedStrides,
  required,
  resolveAxes,
  type TensorData,
  type TensorType,
  visitReduced,
} from '@tinyml/core';

export const reductionAttributes = {
  type: 'object',
  additionalProperties: false,
  required: ['keepDims'],
  properties: { keepDims: { type: 'boolean' } },
} as const;

export type Reduction<Request> = Omit<Request, 'attrs'> & { readonly attrs: OptionsOf<typeof reductionAttributes> };

/** What a folding reduction does with one pair of types. */
export interface Folding {
  /** Why these types cannot be reduced, beyond what holds for all. */
  check(x: TensorType, y: TensorType): string | undefined;
  /** Reduces quantised integers. `into`: the place in the result of each element, in the operand's order. */
  quantized(x: TensorType, data: TensorData, y: TensorType, into: Int32Array): TensorData;
}

/** Two elements as one, in floats and small integers, and in 64-bit integers. */
export interface Combine {
  numbers(a: number, b: number): number;
  bigints(a: bigint, b: bigint): bigint;
}

const fold = (data: TensorData, result: TensorData, into: Int32Array, { numbers, bigints }: Combine): void => {
  const seen = new Uint8Array(result.length);
  if (data instanceof BigInt64Array && result instanceof BigInt64Array) {
    data.forEach((value, i) => {
      const to = into[i] as number;
      result[to] = seen[to] === 0 ? value : bigints(result[to] as bigint, value);
      seen[to] = 1;
    });
    return;
  }
  const [from, target] = [data, result] as [Float32Array, Float32Array];
  from.forEach((value, i) => {
    const to = into[i] as number;
    target[to] = seen[to] === 0 ? value : numbers(target[to] as number, value);
    seen[to] = 1;
  });
};

/** An operator that combines the elements along axes two at a time: plain types in their own arithmetic, quantised ones as `quantized` says. */
export const folding = (combine: Combine, { check, quantized }: Folding) =>
  ({
    version: 2,
    traits: { reducesAxes: 1 },
    attributes: reductionAttributes,
    arity: { inputs: [2, 2], outputs: [1, 1] },
    infer({ attrs, inputs }: Reduction<InferRequest<OpName>>) {
      const { type } = required(inputs[0]);
      const axes = resolveAxes(constantNumbers('the axes', inputs[1]), type.shape.length);
      if (axes.some((axis) => type.shape[axis] === 0)) throw new OperatorError('there is nothing along an axis');
      return [{ ...type, shape: reducedShape(type.shape, axes, attrs.keepDims) }];
    },
    check({ inputs: [x, axes], outputs: [y] }: Reduction<TypedRequest<OpName>>) {
      const problem = indexProblem('axes', axes);
      if (problem !== undefined || x == null || y === undefined) return problem ?? 'needs an operand';
      if (x.dtype !== y.dtype) return `operand and result must have one type, not ${x.dtype} and ${y.dtype}`;
      if (x.quant?.axis !== undefined) return 'a scale per channel is not supported';
      if (x.quant === undefined && ['float32', 'int32', 'int64'].includes(x.dtype)) return undefined;
      if (!['int8', 'uint8', 'int16'].includes(x.dtype)) return `${x.dtype} is not supported`;
      return check(x, y);
    },
    run({ inputs: [x, axesOperand], outputs: [y] }: Reduction<RunRequest<OpName>>) {
      const { type, data } = required(x);
      const output = required(y);
      const axes = resolveAxes(operandNumbers('axes', axesOperand), type.shape.length);
      const into = new Int32Array(data.length);
      visitReduced(type.shape, reducedStrides(type.shape, axes), (from, to) => {
        into[from] = to;
      });
      if (type.quant !== undefined) return [quantized(type, data, output, into)];
      const result = allocate(type.dtype, elementCount(output.shape));
      fold(data, result, into, combine);
      return [result];
    },
    macs: () => 0,
  }) as const;
