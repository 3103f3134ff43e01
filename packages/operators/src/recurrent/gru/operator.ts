import {
  none,
  defineOperator,
  elementCount,
  OperatorError,
  type OptionsOf,
  type Tensor,
  type TensorType,
} from '@tinyml/core';
import { cellActivationSchema } from '../cell-activation.ts';
import { runIntegerSteps, runSteps, sequenceOf } from '../sequence.ts';
import { integerProblem } from '../stored-types.ts';
import { gruStateScale, integerGru, integerGruStep, shownState } from './gru-integer.ts';
import { gruQuantize } from './gru-quantize.ts';
import { gruStep } from './gru-step.ts';
import { keras } from './keras.ts';
import { kernels } from './kernels.ts';

const attributes = {
  type: 'object',
  additionalProperties: false,
  required: ['activation', 'resetAfter', 'timeMajor'],
  properties: {
    activation: { ...cellActivationSchema, description: 'of the candidate' },
    resetAfter: {
      type: 'boolean',
      description:
        'the reset gate applies to the product of the former state with its weights (linear_before_reset in ONNX), not to that state',
    },
    timeMajor: { type: 'boolean', description: 'the input is [time, batch, n], not [batch, time, n]' },
    asymmetricQuantizeInputs: {
      type: 'boolean',
      description: 'float32 × int8: inputs are quantised with a zero point',
    },
  },
} as const;

declare module '@tinyml/core' {
  interface Ops {
    readonly gru: OptionsOf<typeof attributes>;
  }
}

/**
 * Gated recurrent units over a sequence (Cho et al., Learning Phrase Representations using RNN Encoder–Decoder, 2014). Operands: the
 * input; weights [3 · units, n], weights of the recurrence [3 · units, units], and a bias for each, [3 · units] or absent, with the
 * rows of the update gate z, the reset gate r and the candidate g in turn; the state [batch, units]. In each step
 * h ← z · h + (1 − z) · g. Results: the outputs of all steps, and the state after the last.
 *
 * LiteRT has no such operator; in integers it goes by the rules of LiteRT's integer LSTM. Input and results are int8, weights int8 and
 * symmetric, biases int32 in units of their products. The state is int16 at 2^-15, so that small updates of it are not lost; products and
 * the result take it rescaled to the int8 of the result, as `quantize` does. Each product is rescaled to int16 with three integer bits
 * (2^-12) and saturated before sums are; logistic and tanh are those of the LSTM, without integer bits. r times a product (or, before it,
 * r times the int8 state less its zero point) is divided by 2^15, and so is z · h + (2^15 − z) · g, rounded, halves away from zero.
 */
export const gru = defineOperator({
  name: 'gru',
  version: 1,
  summary: 'gated recurrent units over a sequence',
  traits: { stateful: true },
  slots: {
    gradient: none('nothing is trained through it yet'),
    keras,
    kernels,
    quantize: gruQuantize,
    tflite: { forms: [], lower: ({ refuse }) => refuse('TensorFlow Lite has no gated recurrent units') },
  },
  attributes,
  arity: { inputs: [6, 6], outputs: [2, 2] },
  infer({ attrs, inputs }) {
    const [x, weights, recurrent, bias, recurrentBias, state] = inputs.map((operand) => operand?.type);
    if (x === undefined || weights === undefined || recurrent === undefined || state === undefined)
      throw new OperatorError('needs an input, weights of both kinds and a state');
    const [rows, depth] = weights.shape as [number, number];
    const units = rows / 3;
    if (!Number.isInteger(units))
      throw new OperatorError(`${String(rows)} rows of weights are not those of three gates`);
    if (x.shape.at(-1) !== depth) throw new OperatorError(`weights of ${String(depth)} inputs do not fit the input`);
    if (recurrent.shape.join() !== [rows, units].join())
      throw new OperatorError('the weights of the recurrence do not fit');
    if ([bias, recurrentBias].some((type) => type !== undefined && elementCount(type.shape) !== rows))
      throw new OperatorError('a bias does not fit');
    if (elementCount(state.shape) !== sequenceOf(x.shape, attrs.timeMajor).batch * units)
      throw new OperatorError('the state does not fit');
    const result: TensorType = { dtype: x.dtype, shape: [...x.shape.slice(0, -1), units] };
    return [result, state];
  },
  check({ inputs: [x, weights, recurrent, bias, recurrentBias, state], outputs: [y], attrs }) {
    if (x?.dtype === 'int8') {
      if (attrs.activation !== 'tanh') return 'with an int8 input, the activation must be tanh';
      const tensors = { input: x, weights, 'weights of the recurrence': recurrent, state, result: y };
      const problem = integerProblem(tensors, [bias, recurrentBias], { state: 'int16' });
      if (problem !== undefined) return problem;
      return state?.quant?.scale[0] === gruStateScale && state.quant.zeroPoint[0] === 0
        ? undefined
        : 'an int16 state must have scale 2^-15 and zero point 0';
    }
    if ([x, bias ?? x, recurrentBias ?? x, state, y].some((type) => type?.dtype !== 'float32'))
      return 'input, biases, state and result must be float32';
    const dtypes = [weights?.dtype, recurrent?.dtype].join(' and ');
    return ['float32 and float32', 'int8 and int8'].includes(dtypes)
      ? undefined
      : `weights ${dtypes} are not supported`;
  },
  run({ attrs, inputs, outputs: [result] }) {
    const [x, state] = [inputs[0] as Tensor, inputs[5] as Tensor];
    const sequence = sequenceOf(x.type.shape, attrs.timeMajor);
    if (x.type.dtype === 'int8') {
      const units = integerGru(inputs, result as TensorType);
      const step = integerGruStep(attrs, units);
      return runIntegerSteps(sequence, x.data as Int8Array, state.data as Int16Array, step, (h) =>
        shownState(units, h),
      );
    }
    return runSteps(sequence, x.data as Float32Array, state.data as Float32Array, gruStep(attrs, inputs));
  },
  macs: ({ inputs: [x, weights, recurrent] }) =>
    elementCount((x?.shape ?? []).slice(0, -1)) *
    (elementCount(weights?.shape ?? []) + elementCount(recurrent?.shape ?? [])),
});
