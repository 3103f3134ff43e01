import {
  elementCount,
  isNode,
  OperatorError,
  sameQuant,
  type InferRequest,
  type Node,
  type OptionsOf,
  type RunRequest,
  type Tensor,
  type TensorData,
  type TensorType,
  type TypedRequest,
} from '@tinyml/core';
import { cellActivationSchema } from './cell-activation.ts';
import { activations, addProduct, matrixOf, operandOf, vectorOf } from './float-products.ts';
import { integerRnn, integerRnnStep } from './rnn-integer.ts';
import { runIntegerSteps, runSteps, sequenceOf } from './sequence.ts';
import { integerProblem } from './stored-types.ts';

export type RnnName = 'rnn' | 'unidirectional_sequence_rnn';

/** The node's attributes where it is one of the two. */
export const rnnAttributes = (node: Node): (RnnAttributes & { readonly timeMajor?: boolean }) | undefined =>
  isNode(node, 'rnn', 'unidirectional_sequence_rnn') ? (node.attrs as RnnAttributes) : undefined;

/** Attributes of both operators. */
export const rnnProperties = {
  activation: cellActivationSchema,
  asymmetricQuantizeInputs: { type: 'boolean', description: 'float32 × int8: inputs are quantised with a zero point' },
} as const;

export type RnnAttributes = OptionsOf<{
  readonly type: 'object';
  readonly properties: typeof rnnProperties;
  readonly required: readonly ['activation'];
  readonly additionalProperties: false;
}>;

/** Positions of the operands, as TensorFlow Lite has them. */
export const rnnPosition = { input: 0, weights: 1, recurrent: 2, bias: 3, state: 4 } as const;

/** Types of the results: the output of all steps, and the state after the last. */
export const inferRnn = (
  { inputs }: Pick<InferRequest<RnnName>, 'inputs'>,
  timeMajor: boolean,
): readonly TensorType[] => {
  const [x, weights, recurrent, bias, state] = inputs.map((operand) => operand?.type);
  if (x === undefined || weights === undefined || recurrent === undefined || state === undefined)
    throw new OperatorError('needs an input, weights of both kinds and a state');
  const [units, depth] = weights.shape as [number, number];
  if (x.shape.at(-1) !== depth) throw new OperatorError(`weights of ${String(depth)} inputs do not fit the input`);
  if (recurrent.shape.join() !== [units, units].join())
    throw new OperatorError('the weights of the recurrence do not fit');
  if (bias !== undefined && elementCount(bias.shape) !== units) throw new OperatorError('the bias does not fit');
  if (elementCount(state.shape) !== sequenceOf(x.shape, timeMajor).batch * units)
    throw new OperatorError('the state does not fit');
  return [{ dtype: x.dtype, shape: [...x.shape.slice(0, -1), units] }, state];
};

/** undefined where the types can be run, else the reason why not. */
export const checkRnn = ({
  inputs: [x, weights, recurrent, bias, state],
  outputs: [y],
}: Pick<TypedRequest<RnnName>, 'inputs' | 'outputs'>): string | undefined => {
  if (x?.dtype === 'int8')
    return (
      integerProblem({ input: x, weights, 'weights of the recurrence': recurrent, state, result: y }, [bias]) ??
      (sameQuant(state?.quant, y?.quant) ? undefined : 'the state must have the scale and zero point of the result')
    );
  if ([x, state, y].some((type) => type?.dtype !== 'float32') || (bias ?? y)?.dtype !== 'float32')
    return 'input, bias, state and result must be float32';
  const dtypes = [weights?.dtype, recurrent?.dtype].join(' and ');
  return ['float32 and float32', 'int8 and int8'].includes(dtypes) ? undefined : `weights ${dtypes} are not supported`;
};

/** h = activation(W x + R h + b), in each step; in integers as rnn-integer.ts has it. */
export const runRnn = (
  { activation, asymmetricQuantizeInputs = false }: RnnAttributes,
  { inputs, outputs }: Pick<RunRequest<RnnName>, 'inputs' | 'outputs'>,
  timeMajor: boolean,
): readonly TensorData[] => {
  const [x, , , , state] = inputs as readonly [Tensor, Tensor, Tensor, Tensor | null, Tensor];
  const sequence = sequenceOf(x.type.shape, timeMajor);
  if (x.type.dtype === 'int8') {
    const step = integerRnnStep(integerRnn(activation, inputs, outputs[0] as TensorType));
    return runIntegerSteps(sequence, x.data as Int8Array, state.data as Int8Array, step, (h) => h);
  }
  const [weights, recurrent] = [matrixOf(inputs[rnnPosition.weights]), matrixOf(inputs[rnnPosition.recurrent])];
  const bias = vectorOf(inputs[rnnPosition.bias]);
  const units = inputs[rnnPosition.weights]?.type.shape[0] ?? 0;
  return runSteps(sequence, x.data as Float32Array, state.data as Float32Array, (input, h) => {
    const sums = new Float64Array(units);
    sums.set(bias ?? []);
    addProduct(sums, weights, operandOf(input, asymmetricQuantizeInputs));
    addProduct(sums, recurrent, operandOf(h, asymmetricQuantizeInputs));
    return sums.map(activations[activation]);
  });
};

export const rnnMacs = ({ inputs: [x, weights, recurrent] }: Pick<TypedRequest<RnnName>, 'inputs'>): number =>
  elementCount((x?.shape ?? []).slice(0, -1)) *
  (elementCount(weights?.shape ?? []) + elementCount(recurrent?.shape ?? []));
