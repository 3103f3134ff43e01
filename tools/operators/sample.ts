import { readdirSync, readFileSync } from 'node:fs';
import { allocate, elementCount, type DType, type Operator, type TensorData, type TensorType } from '@tinyml/core';
import {
  filled,
  recordedStepsOf,
  recordingsOf,
  resultTypes,
  type Element,
  type Recorded,
} from '../../packages/operators/test/recorded.ts';
import { storedSample } from './stored-sample.ts';

/** One application of an operator, and whether LiteRT has computed it. */
export interface Sample {
  readonly attrs: object;
  readonly inputs: readonly ({ readonly type: TensorType; readonly constant?: TensorData } | null)[];
  readonly outputs: readonly TensorType[];
  readonly recorded: boolean;
}

export const dtypes = [
  'float32',
  'float16',
  'int8',
  'uint8',
  'int16',
  'int32',
  'uint32',
  'int64',
  'uint64',
  'bool',
] as const satisfies readonly DType[];

const asSample = ({ attrs, inputs, outputs }: Recorded): Sample => ({
  attrs,
  inputs: inputs.map(
    (input) => input && { type: input.type, ...(input.constant && { constant: filled(input.type, input.data) }) },
  ),
  outputs,
  recorded: true,
});

interface RecordedSteps {
  readonly attrs: object;
  readonly inputs: readonly ({ readonly type: TensorType; readonly data?: readonly Element[] } | null)[];
  /** Operands that hold the state. */
  readonly states: readonly number[];
  readonly output: TensorType;
}

const stepsFolder = new URL('../../packages/operators/test/cases/_recurrent/', import.meta.url);

/** Recordings of operators with state: several steps each. */
const stepsOf = (op: string): readonly Sample[] => {
  if (!readdirSync(stepsFolder).includes(op)) return [];
  return readdirSync(new URL(`${op}/`, stepsFolder)).map((name) => {
    const path = new URL(`${op}/${name}`, stepsFolder);
    const { attrs, inputs, states, output } = JSON.parse(readFileSync(path, 'utf8')) as RecordedSteps;
    return {
      attrs,
      inputs: inputs.map(
        (input) => input && { type: input.type, ...(input.data && { constant: filled(input.type, input.data) }) },
      ),
      outputs: [output, ...states.flatMap((position) => inputs[position]?.type ?? [])],
      recorded: true,
    };
  });
};

/** The same of operators that keep their state to themselves. */
const ownStepsOf = (op: string): readonly Sample[] =>
  recordedStepsOf(op).map((recorded) => ({
    attrs: recorded.attrs,
    inputs: [{ type: recorded.input }, ...recorded.states.map(({ type }) => ({ type }))],
    outputs: resultTypes(recorded),
    recorded: true,
  }));

type Unrecorded = readonly [attrs: object, ...operands: readonly (readonly number[] | { readonly constant: readonly number[]; readonly shape: readonly number[]; readonly dtype?: 'float32' })[]]; // prettier-ignore

const ints = (...constant: readonly number[]) => ({ constant, shape: [constant.length] });
const weights = (...shape: readonly number[]) => ({
  constant: Array.from({ length: elementCount(shape) }, (_, i) => (i % 5) / 8 - 0.25),
  shape,
  dtype: 'float32' as const,
});

/** Attributes and operands, by their shapes, of operators that there is no recording of, or none of this form. */
const further: Readonly<Record<string, Unrecorded>> = {
  batch_normalization: [{ epsilon: 0.001 }, [2, 3], [3], [3], [3], [3]],
  batch_to_space_nd: [{}, [4, 2, 2, 3], ints(2, 2), { constant: [0, 0, 0, 0], shape: [2, 2] }],
  dropout: [{ rate: 0.5 }, [2, 3]],
  erf: [{}, [2, 3]],
  expand_dims: [{}, [2, 3], ints(0)],
  gather: [{ axis: 0, batchDims: 0 }, [5, 4], { constant: [1, 0], shape: [2] }],
  gru: [{ activation: 'tanh', resetAfter: true, timeMajor: false }, [1, 2, 3], weights(6, 3), weights(6, 2), weights(6), weights(6), [1, 2]], // prettier-ignore
  identity: [{}, [2, 3]],
  pack: [{ axis: 0 }, [2, 3], [2, 3]],
  shape: [{ outType: 'int32' }, [2, 3]],
  space_to_batch_nd: [{}, [1, 4, 4, 3], ints(2, 2), { constant: [0, 0, 0, 0], shape: [2, 2] }],
  split: [{ numSplits: 2 }, { constant: [0], shape: [] }, [2, 3]],
  unpack: [{ axis: 0, count: 2 }, [2, 3]],
};

const furtherOf = (operator: Operator): readonly Sample[] => {
  const given = further[operator.name];
  if (given === undefined) return [];
  const [attrs, ...operands] = given;
  const inputs = operands.map((operand) => {
    if (!('constant' in operand)) return { type: { dtype: 'float32', shape: operand } as TensorType };
    const { dtype = 'int32', shape } = operand;
    const constant = allocate(dtype, elementCount(shape)) as Int32Array;
    constant.set(operand.constant);
    return { type: { dtype, shape } as TensorType, constant };
  });
  return [{ attrs, inputs, outputs: operator.infer({ attrs: attrs as never, inputs }), recorded: false }];
};

/**
 * The operand whose type the operator is said to have: a layer's input, else the one that has most types in the recordings,
 * else the first that is computed.
 */
const leadingOf = ({ traits = {} }: Operator, samples: readonly Sample[]): number => {
  if (traits.weighted !== undefined) return traits.weighted.input;
  const count = Math.max(0, ...samples.map(({ inputs }) => inputs.length));
  const variety = Array.from(
    { length: count },
    (_, i) => new Set(samples.map(({ inputs }) => inputs[i]?.type.dtype)).size,
  );
  const most = Math.max(0, ...variety);
  const computed = samples[0]?.inputs.findIndex((input) => input !== null && input.constant === undefined) ?? 0;
  return most > 1 ? variety.indexOf(most) : Math.max(0, computed);
};

/** Quantisations of operands and of results that one operator or another asks for. */
const grids: Readonly<Partial<Record<DType, readonly (readonly [number, number])[]>>> = {
  int8: [[0.05, 0], [1 / 256, -128], [1 / 128, 0]], // prettier-ignore
  uint8: [[0.05, 0], [0.05, 128], [1 / 256, 0]], // prettier-ignore
  int16: [[0.05, 0], [1 / 32768, 0]], // prettier-ignore
};

/** The same application with operands and results of the type `to` where they have the type `from`. */
const retyped = (sample: Sample, from: DType, to: DType): readonly Sample[] => {
  const as = (type: TensorType, grid: readonly [number, number] | undefined): TensorType =>
    type.dtype === from
      ? { dtype: to, shape: type.shape, ...(grid && { quant: { scale: [grid[0]], zeroPoint: [grid[1]] } }) }
      : type;
  const [first] = grids[to] ?? [];
  return [[undefined, undefined] as const, ...(grids[to] ?? []).map((grid) => [first, grid] as const)].map(
    ([operand, result]) => ({
      attrs: sample.attrs,
      inputs: sample.inputs.map(
        (input) =>
          input && {
            type: as(input.type, operand),
            ...(input.constant && input.type.dtype !== from && { constant: input.constant }),
          },
      ),
      outputs: sample.outputs.map((type) => as(type, result)),
      recorded: false,
    }),
  );
};

/** Applications of an operator to operands of each type: recorded ones, and those of another type with this one. */
export const samplesOf = (operator: Operator): ReadonlyMap<DType, readonly Sample[]> => {
  const recordings = [
    ...recordingsOf(operator.name).map(asSample),
    ...stepsOf(operator.name),
    ...ownStepsOf(operator.name),
  ];
  const models = [...furtherOf(operator), ...recordings];
  const stored = models.slice(0, 12).flatMap((sample) => storedSample(operator, sample));
  const leading = leadingOf(operator, models);
  const typeOf = ({ inputs, outputs }: Sample): DType | undefined => (inputs[leading]?.type ?? outputs[0])?.dtype;
  return new Map(
    dtypes.map((dtype) => [
      dtype,
      [
        ...[...recordings, ...stored].filter((sample) => typeOf(sample) === dtype),
        ...models.slice(0, 12).flatMap((sample) => {
          const from = typeOf(sample);
          if (from === dtype && !sample.recorded) return [sample];
          return from === undefined || from === dtype ? [] : retyped(sample, from, dtype);
        }),
      ],
    ]),
  );
};
