import type { TensorType } from '@tinyml/core';
import type { TfliteEntry } from '@tinyml/formats';
import type { CellActivation } from './cell-activation.ts';
import type { LstmAttributes } from './lstm-operands.ts';
import { position } from './lstm-operands.ts';

/** Options that both LSTM operators of a file have, where they are read. */
interface LstmOptions {
  readonly activation: number;
  readonly cellClip: number;
  readonly projClip: number;
  readonly asymmetricQuantizeInputs: boolean;
}

type Request = Parameters<NonNullable<TfliteEntry['forms'][number]['read']>>[1];

/** The schema's ActivationFunctionType. */
const activations = ['none', 'relu', 'relu_n1_to_1', 'relu6', 'tanh'] as const;

/**
 * Operands, and the two states among them that the operator of a file changes itself. Which of the others are there, the
 * operator looks at: weights of the input gate may be absent, those of the forget gate not.
 */
export const lstmShape = {
  inputs: [1, 24],
  states: [position.outputState, position.cellState],
} as const;

export const readActivation = (code: number, { invalid, unsupported }: Request): CellActivation => {
  const activation = activations[code];
  if (activation === undefined && code === 5) unsupported('the fused activation SIGN_BIT is not supported');
  else if (activation === undefined) invalid(`there is no activation function ${String(code)}`);
  return activation ?? 'none';
};

/** Where tensors between the steps carry no scale, none is needed. */
export const readLstm = (options: LstmOptions, request: Request): LstmAttributes => {
  const { intermediates } = request;
  const { asymmetricQuantizeInputs, cellClip, projClip } = options;
  const scaled = intermediates.some((one) => one !== undefined);
  return {
    activation: readActivation(options.activation, request),
    cellClip,
    projClip,
    ...(asymmetricQuantizeInputs && { asymmetricQuantizeInputs }),
    ...(scaled && {
      intermediates: intermediates.map(([scale, zeroPoint] = [1, 0]): [number, number] => [scale, zeroPoint]),
    }),
  };
};

/** The code of the schema's ActivationFunctionType. */
export const writeActivation = (activation: CellActivation): number => activations.indexOf(activation);

/** The options that both LSTM operators have. */
export const writeLstm = ({ activation, asymmetricQuantizeInputs = false, cellClip, projClip }: LstmAttributes) => ({
  activation: writeActivation(activation),
  cellClip,
  projClip,
  asymmetricQuantizeInputs,
});

/** Of the gates in 16 bits, of the hidden state in 8. */
export const lstmIntermediates = ({ intermediates = [] }: LstmAttributes): readonly TensorType[] =>
  intermediates.map(([scale = 1, zeroPoint = 0], i): TensorType => ({
    dtype: i < 4 ? 'int16' : 'int8',
    shape: [1],
    quant: { scale: [scale], zeroPoint: [zeroPoint] },
  }));

/** Float activations with int8 weights: those of the input gate may be absent. */
export const isHybridLstm = (inputs: readonly (TensorType | undefined)[]): boolean =>
  inputs[position.input]?.dtype === 'float32' && inputs[position.weights.forget]?.dtype === 'int8';

/** What is left of its states has not become variable tensors of the file. */
export const lowerStateful: NonNullable<TfliteEntry['lower']> = ({ node, refuse }) =>
  node.outputs.length > 1
    ? refuse('its state goes on from one inference to the next in a file, here it begins anew or is read elsewhere')
    : node;
