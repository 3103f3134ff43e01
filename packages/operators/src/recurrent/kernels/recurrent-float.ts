import {
  defineKernel,
  type CValue,
  type Kernel,
  type KernelCall,
  type KernelRequest,
  type MeasuredSizes,
  type OpName,
  type Tensor,
  type TensorType,
} from '@tinyml/core';
import { ratedCost } from '../../kernel/kernel-cost.ts';
import { kernelSources } from '../../kernel/kernel-sources.ts';
import { operatorProblem, requiredOperand } from '../../kernel/operand.ts';
import { rowsSuffix, type RowsIsa } from '../../kernel/weighted/row-words.ts';
import { sequenceOf } from '../sequence.ts';
import { activationFields, constantList, floatsOf, sequenceOverlaps } from './constants.ts';
import type { CellActivation } from '../cell-activation.ts';
import { rates } from './kernel-rates.ts';
import { stateArgument, stateProblem } from './state-argument.ts';

export type FloatForm = 'f32' | 'hybrid';

/** What tells a recurrence from another whose whole state is what it gives. */
export interface Recurrence<Name extends OpName> {
  readonly op: Name;
  /** The C function and its header, without the form. */
  readonly function: string;
  /** Rows of weights for each unit; the operand's biases, by their names in the C. */
  readonly gates: number;
  readonly biases: Readonly<Record<string, number>>;
  readonly state: number;
  /** Floats of scratch memory for each unit. */
  readonly scratch: number;
  /** What its C functions take. */
  readonly measured: MeasuredSizes;
  /** Of recurrent rows of int8, those that are a matrix `candidate`, one for each unit and the last ones: whether there are any. */
  readonly candidate?: (request: KernelRequest<Name>) => boolean;
  readonly fields?: (request: KernelRequest<Name>) => Readonly<Record<string, CValue>>;
}

interface Attributes {
  readonly activation: CellActivation;
  readonly timeMajor?: boolean;
  readonly asymmetricQuantizeInputs?: boolean;
}

interface Sizes {
  readonly batch: number;
  readonly steps: number;
  readonly inputs: number;
  readonly units: number;
  readonly fields: CValue;
}

/** The fields of tml_rnn_sizes. */
const sizesOf = (request: KernelRequest, gates: number): Sizes => {
  const { timeMajor = true } = request.node.attrs as Attributes;
  const { batch, steps, at } = sequenceOf(requiredOperand(request, 0).type.shape, timeMajor);
  const [rows = 1, inputs = 1] = requiredOperand(request, 1).type.shape;
  const units = rows / gates;
  const fields = { batch, steps, sample_step: at(1, 0), time_step: at(0, 1), inputs, units };
  return { batch, steps, inputs, units, fields: { fields } };
};

const problemOf = (request: KernelRequest, form: FloatForm, state: number): string | undefined => {
  const wanted = form === 'f32' ? 'float32' : 'int8';
  const found = requiredOperand(request, 1).type.dtype;
  if (found !== wanted) return `takes ${wanted} weights, not ${found}`;
  if (request.inputs.some((operand, at) => operand != null && at > 0 && at !== state && operand.constant === undefined))
    return 'weights must be constants';
  return stateProblem(request, [state]) ?? operatorProblem(request);
};

const lowered = <Name extends OpName>(
  request: KernelRequest<Name>,
  recurrence: Recurrence<Name>,
  form: FloatForm,
  isa: RowsIsa,
): KernelCall => {
  const { activation, asymmetricQuantizeInputs } = request.node.attrs as unknown as Attributes;
  const sizes = sizesOf(request as KernelRequest, recurrence.gates);
  const { inputs, units } = sizes;
  const { add, addRows, constants } = constantList();
  const name = `${recurrence.function}_${form}${rowsSuffix(isa)}`;
  const matrix = (index: number, array: string, from = 0, to = recurrence.gates * units): CValue => {
    const { constant, type } = requiredOperand(request as KernelRequest, index);
    if (form === 'f32') return add(array, 'float', constant as Float32Array);
    const depth = type.shape[1] ?? 1;
    const rows = from < to ? (constant as Int8Array).subarray(from * depth, to * depth) : undefined;
    return { fields: { weights: addRows(array, rows, depth, isa), scale: type.quant?.scale[0] ?? 1 } };
  };
  const recurrent = (): Readonly<Record<string, CValue>> => {
    if (form === 'f32' || recurrence.candidate === undefined) return { recurrent: matrix(2, 'recurrent') };
    const rows = (recurrence.gates - (recurrence.candidate(request) ? 1 : 0)) * units;
    return { recurrent: matrix(2, 'recurrent', 0, rows), candidate: matrix(2, 'candidate', rows) };
  };
  const biases = Object.entries(recurrence.biases).map(([name, index]) => {
    const operand = request.inputs[index];
    const tensor = operand && ({ type: operand.type, data: operand.constant } as Tensor);
    return [name, add(name, 'float', floatsOf(tensor) ?? new Float32Array(recurrence.gates * units))] as const;
  });
  return {
    function: name,
    params: {
      type: `${name}_params`,
      fields: {
        sizes: sizes.fields,
        weights: matrix(1, 'weights'),
        ...recurrent(),
        ...Object.fromEntries(biases),
        ...recurrence.fields?.(request),
        ...(form === 'hybrid' && { asymmetric: asymmetricQuantizeInputs === true ? 1 : 0 }),
        activation: activationFields(activation),
      },
    },
    arguments: [
      { params: true },
      { input: 0 },
      stateArgument(request as KernelRequest, recurrence.state),
      { output: 0 },
      { output: 1 },
      { scratch: true },
    ],
    constants,
    scratch: 4 * units * recurrence.scratch + (form === 'f32' ? 0 : Math.max(inputs, units)),
    overlaps: sequenceOverlaps(
      requiredOperand(request as KernelRequest, 0).type,
      request.outputs[0] as TensorType,
      sizes,
    ),
  };
};

export const recurrenceKernel = <Name extends OpName>(
  recurrence: Recurrence<Name>,
  form: FloatForm,
  isa: RowsIsa = 'generic',
): Kernel<Name> =>
  defineKernel<Name>({
    name: `tml_${recurrence.op}_${form}${rowsSuffix(isa)}`,
    version: 1,
    op: recurrence.op,
    isa,
    measured: recurrence.measured,
    sources: kernelSources(`${recurrence.function}_${form}${rowsSuffix(isa)}.h`),
    supports: (request) => problemOf(request as KernelRequest, form, recurrence.state) ?? true,
    lower: (request) => lowered(request, recurrence, form, isa),
    cost(request) {
      const { batch, inputs, steps, units } = sizesOf(request as KernelRequest, recurrence.gates);
      const rows = batch * steps * recurrence.gates * units;
      const work = { product: rows * (inputs + units), sum: 2 * rows, cell: batch * steps * units };
      const arithmetic = 2 * (form === 'f32' ? work.product : work.sum);
      // An activation takes some twenty operations. Rates are those of the simplest recurrence: rows take the same in others.
      return ratedCost(rates, `tml_rnn_${form}${rowsSuffix(isa)}`, request, work, arithmetic + 20 * rows);
    },
  });
