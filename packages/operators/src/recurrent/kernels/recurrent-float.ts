import {
  defineKernel,
  type CValue,
  type Kernel,
  type KernelCall,
  type KernelRequest,
  type OpName,
  type Tensor,
  type TensorType,
} from '@tinyml/core';
import { ratedCost } from '../../kernel/kernel-cost.ts';
import { kernelSources } from '../../kernel/kernel-sources.ts';
import { requiredOperand } from '../../kernel/operand.ts';
import { rowsSuffix, type RowsIsa } from '../../kernel/weighted/row-words.ts';
import { activationFields, constantList, floatsOf, sequenceOverlaps } from './constants.ts';
import { rates } from './kernel-rates.ts';
import {
  recurrenceArguments,
  recurrenceProblem,
  recurrenceSizes,
  type Recurrence,
  type RecurrenceAttributes,
} from './recurrence-call.ts';

export type FloatForm = 'f32' | 'hybrid';

export interface FloatRecurrence<Name extends OpName> extends Recurrence<Name> {
  /** Floats of scratch memory for each unit. */
  readonly scratch: number;
  /** The operand's biases, by their names in the C. */
  readonly biases: Readonly<Record<string, number>>;
  /** Of recurrent rows of int8, those that are a matrix `candidate`, one for each unit and the last ones: whether there are any. */
  readonly candidate?: (request: KernelRequest<Name>) => boolean;
  readonly fields?: (request: KernelRequest<Name>) => Readonly<Record<string, CValue>>;
}

const lowered = <Name extends OpName>(
  request: KernelRequest<Name>,
  recurrence: FloatRecurrence<Name>,
  form: FloatForm,
  isa: RowsIsa,
): KernelCall => {
  const { activation, asymmetricQuantizeInputs } = request.node.attrs as unknown as RecurrenceAttributes;
  const sizes = recurrenceSizes(request as KernelRequest, recurrence.gates);
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
    arguments: recurrenceArguments(request as KernelRequest, recurrence.state),
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
  recurrence: FloatRecurrence<Name>,
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
    supports: (request) =>
      recurrenceProblem(request as KernelRequest, 'float32', form === 'f32' ? 'float32' : 'int8', recurrence.state) ??
      true,
    lower: (request) => lowered(request, recurrence, form, isa),
    cost(request) {
      const { batch, inputs, steps, units } = recurrenceSizes(request as KernelRequest, recurrence.gates);
      const rows = batch * steps * recurrence.gates * units;
      const work = { product: rows * (inputs + units), sum: 2 * rows, cell: batch * steps * units };
      const arithmetic = 2 * (form === 'f32' ? work.product : work.sum);
      // An activation takes some twenty operations. Rates are those of the simplest recurrence: rows take the same in others.
      return ratedCost(rates, `tml_rnn_${form}${rowsSuffix(isa)}`, request, work, arithmetic + 20 * rows);
    },
  });
