import { none } from '@tinyml/core';
import type { QuantRule } from '@tinyml/passes';
import { innerGate } from './lstm-float.ts';
import { lstmAttributes, runLstm } from './lstm.ts';
import { gates, position } from './lstm-operands.ts';
import {
  storedBias,
  storedWeights,
  symmetric,
  symmetricConstant,
  unseen,
  type FloatOperand,
  type StoredTensor,
} from './stored-parts.ts';

type Role = QuantRule['operands'][number];
type Request = Parameters<NonNullable<QuantRule['stored']>>[0];

const weights: readonly number[] = [
  ...Object.values(position.weights),
  ...Object.values(position.recurrent),
  position.projection,
];

/** Gates have three integer bits where nothing normalises them. */
const gateScale = 2 ** -12;

/** The least power of 2 that covers the cell state, within what LiteRT's kernel takes: 1 … 64. */
const cellState = ([low, high]: readonly [number, number]): StoredTensor => {
  const bits = Math.ceil(Math.log2(Math.max(Math.abs(low), Math.abs(high), 1)));
  return { dtype: 'int16', scale: 2 ** (Math.min(bits, 6) - 15), zeroPoint: 0 };
};

/** Scales as TensorFlow's converter derives them for LiteRT's integer kernel (8x8_16), with int8 activations and an int16 cell state. */
const stored = ({
  affine,
  dtype,
  inner,
  inputs,
  node,
  outputs,
}: Request): ReturnType<NonNullable<QuantRule['stored']>> => {
  const attrs = lstmAttributes(node);
  if (attrs === undefined) return none('it is no LSTM');
  if (dtype !== 'int8') return none('LiteRT has no LSTM with int16 activations');
  if (attrs.activation !== 'tanh') return none(`LiteRT's integer LSTM has no activation but tanh`);
  const at = (index: number | undefined): FloatOperand | undefined =>
    (index === undefined ? undefined : inputs[index]) ?? undefined;
  const [x, y, cell] = [at(position.input)?.range, outputs[0]?.range, inner('cell')];
  if (x === undefined || y === undefined || cell === undefined) return none(unseen);
  const input: StoredTensor = { dtype: 'int8', ...affine(x) };
  const output: StoredTensor = { dtype: 'int8', ...affine(y) };
  const projection = at(position.projection);
  const shown = projection === undefined ? undefined : inner('hidden');
  if (projection !== undefined && shown === undefined) return none(unseen);
  // With zero point 0 LiteRT's kernel saturates before a projection on both sides alike: lstm-integer-parts.ts.
  const hidden = shown === undefined ? output : symmetric('int8', Math.max(-shown[0], shown[1]));
  const state = cellState(cell);

  const tensors = new Map<number, StoredTensor>([
    [position.input, input],
    [position.outputState, output],
    [position.cellState, state],
  ]);
  const put = (index: number | undefined, make: (operand: FloatOperand) => StoredTensor): StoredTensor | undefined => {
    const operand = at(index);
    const made = operand && make(operand);
    if (index !== undefined && made !== undefined) tensors.set(index, made);
    return made;
  };
  const intermediates: [number, number][] = [];
  for (const gate of gates) {
    const bias = at(position.bias[gate]);
    const normalized = put(position.normalization[gate], (operand) => symmetricConstant('int16', operand));
    const own = put(position.weights[gate], (operand) =>
      storedWeights(operand, input.scale, normalized === undefined ? bias : null),
    );
    put(position.recurrent[gate], (operand) => storedWeights(operand, output.scale));
    put(position.peephole[gate], (operand) => symmetricConstant('int16', operand));
    put(position.bias[gate], () =>
      storedBias(normalized === undefined ? (own?.scale ?? 1) * input.scale : normalized.scale * 2 ** -10),
    );
    const seen = normalized === undefined ? undefined : inner(innerGate(gate));
    const scale = seen === undefined ? gateScale : symmetric('int16', Math.max(-seen[0], seen[1])).scale;
    intermediates.push([scale, 0]);
  }
  const projected = put(position.projection, (operand) =>
    storedWeights(operand, hidden.scale, at(position.projectionBias)),
  );
  put(position.projectionBias, () => storedBias((projected?.scale ?? 1) * hidden.scale));
  const { asymmetricQuantizeInputs: _hybrid, ...rest } = attrs;
  return {
    attrs: { ...rest, intermediates: [...intermediates, [hidden.scale, hidden.zeroPoint]] },
    inputs: inputs.map((_, index) => tensors.get(index) ?? null),
    outputs: [output, output, state],
  };
};

/** Matrices as int8 on float activations, or all in integers. */
export const lstmQuantize: QuantRule = {
  operands: Array.from({ length: position.normalization.output + 1 }, (_, at): Role => {
    if (at === position.input) return 'activation';
    return weights.includes(at) ? 'weight' : 'plain';
  }),
  hybrid: true,
  tied: { operands: [position.outputState], results: [0, 1] },
  inner(node, inputs, see) {
    const attrs = lstmAttributes(node);
    if (attrs !== undefined) runLstm(attrs, { inputs }, attrs.timeMajor ?? true, see);
  },
  stored,
};
