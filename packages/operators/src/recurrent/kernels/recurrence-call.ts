import {
  allocate,
  type CValue,
  type KernelArgument,
  type KernelRequest,
  type MeasuredSizes,
  type OpName,
  type Tensor,
} from '@tinyml/core';
import { operatorProblem, requiredOperand } from '../../kernel/operand.ts';
import type { CellActivation } from '../cell-activation.ts';
import { sequenceOf } from '../sequence.ts';
import { stateArgument, stateProblem } from './state-argument.ts';

/** What tells a recurrence from another whose whole state is what it gives. */
export interface Recurrence<Name extends OpName> {
  readonly op: Name;
  /** The C function and its header, without the form. */
  readonly function: string;
  /** Rows of weights for each unit. */
  readonly gates: number;
  readonly state: number;
  /** What its C functions take. */
  readonly measured: MeasuredSizes;
}

/** What all of them have. */
export interface RecurrenceAttributes {
  readonly activation: CellActivation;
  readonly timeMajor?: boolean;
  readonly asymmetricQuantizeInputs?: boolean;
}

export interface RecurrenceSizes {
  readonly batch: number;
  readonly steps: number;
  readonly inputs: number;
  readonly units: number;
  readonly fields: CValue;
}

/** The fields of tml_rnn_sizes. */
export const recurrenceSizes = (request: KernelRequest, gates: number): RecurrenceSizes => {
  const { timeMajor = true } = request.node.attrs as RecurrenceAttributes;
  const { batch, steps, at } = sequenceOf(requiredOperand(request, 0).type.shape, timeMajor);
  const [rows = 1, inputs = 1] = requiredOperand(request, 1).type.shape;
  const units = rows / gates;
  const fields = { batch, steps, sample_step: at(1, 0), time_step: at(0, 1), inputs, units };
  return { batch, steps, inputs, units, fields: { fields } };
};

/** Why no kernel of these types runs the node, or undefined. */
export const recurrenceProblem = (
  request: KernelRequest,
  input: 'float32' | 'int8',
  weights: 'float32' | 'int8',
  state: number,
): string | undefined => {
  const found = [0, 1].map((at) => requiredOperand(request, at).type.dtype);
  if (found[0] !== input || found[1] !== weights)
    return `takes ${input} with ${weights} weights, not ${found.join(' with ')}`;
  if (request.inputs.some((operand, at) => operand != null && at > 0 && at !== state && operand.constant === undefined))
    return 'weights must be constants';
  return stateProblem(request, [state]) ?? operatorProblem(request);
};

export const recurrenceArguments = (request: KernelRequest, state: number): readonly KernelArgument[] => [
  { params: true },
  { input: 0 },
  stateArgument(request, state),
  { output: 0 },
  { output: 1 },
  { scratch: true },
];

/** Operands in order; those that are computed have types alone. */
export const recurrenceOperands = ({ inputs }: KernelRequest): readonly (Tensor | null)[] =>
  inputs.map((operand) => operand && { type: operand.type, data: operand.constant ?? allocate(operand.type.dtype, 0) });
