import {
  constantNumbers,
  elementCount,
  indexProblem,
  operandNumbers,
  OperatorError,
  required,
  resolveAxis,
  type InferRequest,
  type OpName,
  type OptionsOf,
  type RunRequest,
  type TypedRequest,
} from '@tinyml/core';

export const placeAttributes = {
  type: 'object',
  additionalProperties: false,
  required: ['outputType'],
  properties: { outputType: { type: 'string', enum: ['int32', 'int64'] } },
} as const;

type Placing<Request> = Omit<Request, 'attrs'> & { readonly attrs: OptionsOf<typeof placeAttributes> };

const supported: readonly string[] = ['float32', 'int8', 'uint8', 'int16', 'int32', 'int64', 'bool'];

/** An operator that tells where along an axis the element stands that `beats` all others; the first of equals. */
export const extremePlace = (beats: (a: number, b: number) => boolean) =>
  ({
    version: 1,
    attributes: placeAttributes,
    arity: { inputs: [2, 2], outputs: [1, 1] },
    infer({ attrs, inputs: [x, axis] }: Placing<InferRequest<OpName>>) {
      const { shape } = required(x).type;
      const [along = 0] = constantNumbers('the axis', axis);
      const at = resolveAxis(along, shape.length);
      if (shape[at] === 0) throw new OperatorError('there is nothing along the axis');
      return [{ dtype: attrs.outputType, shape: shape.toSpliced(at, 1) }];
    },
    check: ({ attrs, inputs: [x, axis], outputs: [y] }: Placing<TypedRequest<OpName>>) =>
      x == null || !supported.includes(x.dtype)
        ? `${x?.dtype ?? 'nothing'} is not supported`
        : y?.dtype === attrs.outputType
          ? indexProblem('an axis', axis)
          : `the result must be ${attrs.outputType}`,
    run({ attrs, inputs: [x, axis] }: Placing<RunRequest<OpName>>) {
      const { type, data } = required(x);
      const [along = 0] = operandNumbers('an axis', axis);
      const at = resolveAxis(along, type.shape.length);
      const size = type.shape[at] as number;
      const inner = elementCount(type.shape.slice(at + 1));
      const outer = elementCount(type.shape.slice(0, at));
      const result = new Int32Array(outer * inner);
      for (let i = 0; i < result.length; i++) {
        const start = Math.floor(i / inner) * size * inner + (i % inner);
        let best = 0;
        for (let k = 1; k < size; k++)
          if (beats(data[start + k * inner] as number, data[start + best * inner] as number)) best = k;
        result[i] = best;
      }
      return [attrs.outputType === 'int64' ? BigInt64Array.from(result, BigInt) : result];
    },
    macs: () => 0,
  }) as const;
