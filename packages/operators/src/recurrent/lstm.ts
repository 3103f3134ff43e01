import {
  OperatorError,
  elementCount,
  isNode,
  type InferRequest,
  type Node,
  type RunRequest,
  type Tensor,
  type TensorData,
  type TensorType,
  type TypedRequest,
} from '@tinyml/core';
import { floatStep, type FloatState, type SeeInner } from './lstm-float.ts';
import { integerStep, type IntegerState } from './lstm-integer.ts';
import { sequenceOf } from './sequence.ts';
import { lstmSizes, position, type LstmAttributes } from './lstm-operands.ts';

export type LstmName = 'lstm' | 'unidirectional_sequence_lstm';

/** The node's attributes where it is one of the two. */
export const lstmAttributes = (node: Node): (LstmAttributes & { readonly timeMajor?: boolean }) | undefined =>
  isNode(node, 'lstm', 'unidirectional_sequence_lstm') ? (node.attrs as LstmAttributes) : undefined;

/** Types of the results: the output, and the output state and cell state after the last step. */
export const inferLstm = (
  { inputs }: Pick<InferRequest<LstmName>, 'inputs'>,
  timeMajor: boolean,
): readonly TensorType[] => {
  const types = inputs.map((operand) => operand?.type);
  const { outputs, cells } = lstmSizes(types);
  const { dtype, shape } = types[position.input] as TensorType;
  const [state, cell] = [types[position.outputState], types[position.cellState]];
  const { batch } = sequenceOf(shape, timeMajor);
  if (state === undefined || cell === undefined) throw new OperatorError('needs both states');
  if (elementCount(state.shape) !== batch * outputs || elementCount(cell.shape) !== batch * cells)
    throw new OperatorError('the states do not fit');
  return [{ dtype, shape: [...shape.slice(0, -1), outputs] }, state, cell];
};

/** undefined where the types can be run, else the reason why not. */
export const checkLstm = ({
  inputs,
  outputs,
}: Pick<TypedRequest<LstmName>, 'inputs' | 'outputs'>): string | undefined => {
  const dtype = (index: number): string => inputs[index]?.dtype ?? 'nothing';
  const [x, weights, state, cell] = [
    position.input,
    position.weights.forget,
    position.outputState,
    position.cellState,
  ].map(dtype);
  const types = `input ${String(x)}, weights ${String(weights)}, states ${String(state)} and ${String(cell)}`;
  if (outputs[0]?.dtype !== x) return `the result must be ${String(x)}`;
  const known = [
    'input float32, weights float32, states float32 and float32',
    'input float32, weights int8, states float32 and float32',
    'input int8, weights int8, states int8 and int16',
  ];
  if (!known.includes(types)) return `${types} are not supported`;
  const matrices = [...Object.values(position.weights), ...Object.values(position.recurrent), position.projection];
  if (matrices.some((index) => inputs[index] != null && inputs[index].dtype !== weights))
    return 'all matrices must be of one type';
  if (x !== 'int8') return undefined;
  const { scale = [], zeroPoint = [] } = inputs[position.cellState]?.quant ?? {};
  const bits = Math.log2(scale[0] ?? 0);
  return Number.isInteger(bits) && zeroPoint[0] === 0 && bits <= -9 && bits >= -15
    ? undefined
    : 'the cell state needs a scale that is a power of 2, from 2^-15 to 2^-9, and zero point 0';
};

/** Runs all steps of all samples. `see`: shows values of the steps, in float. */
export const runLstm = (
  attrs: LstmAttributes,
  { inputs }: Pick<RunRequest<LstmName>, 'inputs'>,
  timeMajor: boolean,
  see?: SeeInner,
): readonly TensorData[] => {
  const x = inputs[position.input] as Tensor;
  const [outputState, cellState] = [inputs[position.outputState] as Tensor, inputs[position.cellState] as Tensor];
  const sizes = lstmSizes(inputs.map((tensor) => tensor?.type));
  const { batch, steps, at } = sequenceOf(x.type.shape, timeMajor);
  const { inputs: width, cells, outputs } = sizes;
  const part = <T extends { subarray(from: number, to: number): T }>(data: T, row: number, size: number): T =>
    data.subarray(row * size, (row + 1) * size);
  if (x.type.dtype === 'int8') {
    const step = integerStep(attrs, inputs, sizes, batch);
    const result = new Int8Array(batch * steps * outputs);
    const [last, cell] = [Int8Array.from(outputState.data as Int8Array), Int16Array.from(cellState.data as Int16Array)];
    for (let sample = 0; sample < batch; sample++) {
      let state: IntegerState = { output: part(last, sample, outputs), cell: part(cell, sample, cells) };
      for (let t = 0; t < steps; t++) {
        state = step(part(x.data as Int8Array, at(sample, t), width), state, sample);
        result.set(state.output, at(sample, t) * outputs);
      }
      last.set(state.output, sample * outputs);
      cell.set(state.cell, sample * cells);
    }
    return [result, last, cell];
  }
  const step = floatStep(attrs, inputs, sizes, see);
  const result = new Float32Array(batch * steps * outputs);
  const [last, cell] = [
    Float64Array.from(outputState.data as Float32Array),
    Float64Array.from(cellState.data as Float32Array),
  ];
  for (let sample = 0; sample < batch; sample++) {
    let state: FloatState = { output: part(last, sample, outputs), cell: part(cell, sample, cells) };
    for (let t = 0; t < steps; t++) {
      state = step(Float64Array.from(part(x.data as Float32Array, at(sample, t), width)), state);
      result.set(state.output, at(sample, t) * outputs);
    }
    last.set(state.output, sample * outputs);
    cell.set(state.cell, sample * cells);
  }
  return [result, Float32Array.from(last), Float32Array.from(cell)];
};

/** Products of all weights with their vectors, in each step. */
export const lstmMacs = ({ inputs }: Pick<TypedRequest<LstmName>, 'inputs'>): number => {
  const count = (index: number): number => (inputs[index] == null ? 0 : elementCount(inputs[index].shape));
  const vectors = elementCount((inputs[position.input]?.shape ?? []).slice(0, -1));
  const matrices = [...Object.values(position.weights), ...Object.values(position.recurrent), position.projection];
  return vectors * matrices.reduce((sum, index) => sum + count(index), 0);
};
