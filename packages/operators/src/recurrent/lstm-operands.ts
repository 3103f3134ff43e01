import { OperatorError, type OptionsOf, type TensorType } from '@tinyml/core';
import { cellActivationSchema } from './cell-activation.ts';

/** Attributes of both LSTM operators. */
export const lstmProperties = {
  activation: cellActivationSchema,
  cellClip: { type: 'number', minimum: 0, description: 'limit of the cell state; 0: none' },
  projClip: { type: 'number', minimum: 0, description: 'limit of the projection; 0: none' },
  asymmetricQuantizeInputs: { type: 'boolean', description: 'float32 × int8: inputs are quantised with a zero point' },
  intermediates: {
    type: 'array',
    items: { type: 'array', items: { type: 'number' }, minItems: 2, maxItems: 2 },
    description: 'scale and zero point of the four gates before normalisation, and of the hidden state',
  },
} as const;

export type LstmAttributes = OptionsOf<{
  readonly type: 'object';
  readonly properties: typeof lstmProperties;
  readonly required: readonly ['activation', 'cellClip', 'projClip'];
  readonly additionalProperties: false;
}>;

/** The gates, in the order of the operands. */
export const gates = ['input', 'forget', 'cell', 'output'] as const;
export type Gate = (typeof gates)[number];

/**
 * Positions of the operands, as TensorFlow Lite has them: the input, weights of the input and of the recurrence for each
 * gate, peepholes (none of the cell gate), biases, projection and its bias, output state, cell state, and coefficients of
 * the layer normalisation.
 */
export const position = {
  input: 0,
  weights: { input: 1, forget: 2, cell: 3, output: 4 },
  recurrent: { input: 5, forget: 6, cell: 7, output: 8 },
  peephole: { input: 9, forget: 10, cell: undefined, output: 11 },
  bias: { input: 12, forget: 13, cell: 14, output: 15 },
  projection: 16,
  projectionBias: 17,
  outputState: 18,
  cellState: 19,
  normalization: { input: 20, forget: 21, cell: 22, output: 23 },
} as const;

export interface LstmSizes {
  readonly inputs: number;
  readonly cells: number;
  readonly outputs: number;
}

/** @throws OperatorError where operands are missing or do not fit */
export const lstmSizes = (types: readonly (TensorType | null | undefined)[]): LstmSizes => {
  const at = (index: number): TensorType => {
    const type = types[index];
    if (type == null) throw new OperatorError(`operand ${String(index)} is missing`);
    return type;
  };
  const [cells, inputs] = at(position.weights.forget).shape as [number, number];
  const [, outputs] = at(position.recurrent.forget).shape as [number, number];
  if (at(position.input).shape.at(-1) !== inputs)
    throw new OperatorError(`weights of ${String(inputs)} inputs for ${String(at(position.input).shape.at(-1))}`);
  if ((types[position.weights.input] == null) !== (types[position.recurrent.input] == null))
    throw new OperatorError('an input gate needs weights of the input and of the recurrence');
  for (const gate of ['cell', 'output'] as const)
    if (at(position.weights[gate]).shape[0] !== cells || at(position.recurrent[gate]).shape[1] !== outputs)
      throw new OperatorError(`the weights of the ${gate} gate do not fit`);
  if (types[position.projection] == null && cells !== outputs)
    throw new OperatorError(`${String(cells)} cells and ${String(outputs)} outputs need a projection`);
  return { inputs, cells, outputs };
};
