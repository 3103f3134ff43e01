import { allocate, type CValue, type KernelArgument, type KernelRequest, type Tensor } from '@tinyml/core';
import { operatorProblem } from '../../kernel/operand.ts';
import type { LstmName } from '../lstm.ts';
import { gates, lstmSizes, position, type Gate, type LstmAttributes, type LstmSizes } from '../lstm-operands.ts';
import { sequenceOf } from '../sequence.ts';
import { stateArgument, stateProblem } from './state-argument.ts';

/** A node of either operator as its kernels see it. */
export interface LstmCall extends LstmSizes {
  readonly attrs: LstmAttributes;
  /** Operands in order; those that are computed have types alone. */
  readonly operands: readonly (Tensor | null)[];
  readonly batch: number;
  readonly steps: number;
  /** The fields of tml_lstm_sizes. */
  readonly sizes: CValue;
}

export const lstmCall = (request: KernelRequest<LstmName>): LstmCall => {
  const { node, inputs } = request;
  const attrs = node.attrs as LstmAttributes & { readonly timeMajor?: boolean };
  const operands = inputs.map(
    (operand): Tensor | null =>
      operand && { type: operand.type, data: operand.constant ?? allocate(operand.type.dtype, 0) },
  );
  const sizes = lstmSizes(operands.map((tensor) => tensor?.type));
  const { batch, steps, at } = sequenceOf((operands[position.input] as Tensor).type.shape, attrs.timeMajor ?? true);
  return {
    attrs,
    operands,
    batch,
    steps,
    ...sizes,
    sizes: { fields: { batch, steps, sample_step: at(1, 0), time_step: at(0, 1), ...sizes } },
  };
};

/** Why no kernel of these types runs the node, or undefined. */
export const lstmProblem = (
  request: KernelRequest<LstmName>,
  input: 'float32' | 'int8',
  weights: 'float32' | 'int8',
): string | undefined => {
  const { inputs } = request;
  const dtypeOf = (index: number): string => inputs[index]?.type.dtype ?? 'nothing';
  const found = [dtypeOf(position.input), dtypeOf(position.weights.forget)];
  if (found[0] !== input || found[1] !== weights)
    return `takes ${input} with ${weights} weights, not ${found.join(' with ')}`;
  const computed: readonly number[] = [position.input, position.outputState, position.cellState];
  if (inputs.some((operand, at) => operand != null && !computed.includes(at) && operand.constant === undefined))
    return 'weights must be constants';
  return stateProblem(request, [position.outputState, position.cellState]) ?? operatorProblem(request);
};

/** Arguments of all kernels: results that are states follow the output. */
export const lstmArguments = (request: KernelRequest): readonly KernelArgument[] => [
  { params: true },
  { input: position.input },
  stateArgument(request, position.outputState),
  stateArgument(request, position.cellState),
  { output: 0 },
  { output: 1 },
  { output: 2 },
  { scratch: true },
];

/** One value for each gate, in order. */
export const perGate = (value: (gate: Gate) => CValue): CValue => gates.map(value);

export const isCoupled = ({ operands }: LstmCall): boolean => operands[position.weights.input] == null;
