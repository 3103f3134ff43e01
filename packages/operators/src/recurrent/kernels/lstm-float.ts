import { defineKernel, type CValue, type Kernel, type KernelRequest, type Tensor, type TensorType } from '@tinyml/core';
import { ratedCost } from '../../kernel/kernel-cost.ts';
import { kernelSources } from '../../kernel/kernel-sources.ts';
import { rowsSuffix, type RowsIsa } from '../../kernel/weighted/row-words.ts';
import type { LstmName } from '../lstm.ts';
import { position, type Gate } from '../lstm-operands.ts';
import { activationFields, constantList, floatsOf, sequenceOverlaps, type ConstantList } from './constants.ts';
import { isCoupled, lstmArguments, lstmCall, lstmProblem, perGate, type LstmCall } from './lstm-call.ts';
import { lstmWork } from './lstm-work.ts';
import { rates } from './kernel-rates.ts';
import { sizes } from './kernel-sizes.ts';

const cellFields = (call: LstmCall, { add }: ConstantList): CValue => {
  const { attrs, cells, operands } = call;
  const gate = (name: Gate): CValue => ({
    fields: {
      peephole: add(
        `${name}_peephole`,
        'float',
        floatsOf(operands[position.peephole[name] ?? position.normalization.output + 1]),
      ),
      normalization: add(`${name}_normalization`, 'float', floatsOf(operands[position.normalization[name]])),
      bias: add(`${name}_bias`, 'float', floatsOf(operands[position.bias[name]]) ?? new Float32Array(cells)),
    },
  });
  return {
    fields: {
      gates: perGate(gate),
      coupled: isCoupled(call) ? 1 : 0,
      activation: activationFields(attrs.activation),
      cell_limit: attrs.cellClip,
    },
  };
};

const floatFields = (call: LstmCall, constants: ConstantList): Readonly<Record<string, CValue>> => {
  const matrix = (index: number, name: string): CValue => constants.add(name, 'float', floatsOf(call.operands[index]));
  return {
    input: perGate((name) => matrix(position.weights[name], `${name}_input`)),
    recurrent: perGate((name) => matrix(position.recurrent[name], `${name}_recurrent`)),
    projection: matrix(position.projection, 'projection'),
  };
};

const hybridFields = (call: LstmCall, constants: ConstantList, isa: RowsIsa): Readonly<Record<string, CValue>> => {
  const matrix = (index: number, name: string): CValue => {
    const tensor = call.operands[index];
    const depth = tensor?.type.shape[1] ?? 0;
    const weights = constants.addRows(name, tensor?.data as Int8Array | undefined, depth, isa);
    return { fields: { weights, scale: tensor?.type.quant?.scale[0] ?? 0 } };
  };
  return {
    input: perGate((name) => matrix(position.weights[name], `${name}_input`)),
    recurrent: perGate((name) => matrix(position.recurrent[name], `${name}_recurrent`)),
    projection: matrix(position.projection, 'projection'),
    asymmetric: call.attrs.asymmetricQuantizeInputs === true ? 1 : 0,
  };
};

const projects = ({ operands }: LstmCall): boolean => operands[position.projection] != null;

const floatLstm = <Name extends LstmName>(op: Name, form: 'f32' | 'hybrid', isa: RowsIsa = 'generic'): Kernel<Name> => {
  const name = `tml_lstm_${form}${rowsSuffix(isa)}`;
  return defineKernel<Name>({
    name: `tml_${op}_${form}${rowsSuffix(isa)}`,
    version: 1,
    op,
    isa,
    sources: kernelSources(`${name}.h`),
    measured: sizes,
    supports: (request) =>
      lstmProblem(request as KernelRequest<LstmName>, 'float32', form === 'f32' ? 'float32' : 'int8') ?? true,
    lower(request) {
      const call = lstmCall(request as KernelRequest<LstmName>);
      const { attrs, cells, inputs, operands, outputs } = call;
      const constants = constantList();
      const bias = floatsOf(operands[position.projectionBias]) ?? new Float32Array(outputs);
      const floats = (projects(call) ? 5 : 4) * cells;
      return {
        function: name,
        params: {
          type: `${name}_params`,
          fields: {
            sizes: call.sizes,
            ...(form === 'f32' ? floatFields(call, constants) : hybridFields(call, constants, isa)),
            projection_bias: constants.add('projection_bias', 'float', projects(call) ? bias : undefined),
            projection_limit: attrs.projClip,
            cell: cellFields(call, constants),
          },
        },
        arguments: lstmArguments(request as KernelRequest),
        constants: constants.constants,
        scratch: 4 * floats + (form === 'f32' ? 0 : Math.max(inputs + outputs, cells)),
        overlaps: sequenceOverlaps((operands[0] as Tensor).type, request.outputs[0] as TensorType, call),
      };
    },
    cost(request) {
      const work = lstmWork(lstmCall(request as KernelRequest<LstmName>));
      // Each cell has five activations of some twenty operations.
      return ratedCost(
        rates,
        name,
        request,
        work,
        (form === 'f32' ? 2 * work.product : 2 * work.sum) + 100 * work.cell,
      );
    },
  });
};

export const lstmF32 = <Name extends LstmName>(op: Name): Kernel<Name> => floatLstm(op, 'f32');
export const lstmHybrid = <Name extends LstmName>(op: Name, isa: RowsIsa = 'generic'): Kernel<Name> =>
  floatLstm(op, 'hybrid', isa);
