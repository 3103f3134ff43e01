import { defineKernel, doubles, type CValue, type Kernel, type KernelRequest, type Tensor } from '@tinyml/core';
import { noRates, ratedCost } from '../../kernel/kernel-cost.ts';
import { kernelSources } from '../../kernel/kernel-sources.ts';
import { floatLimit } from '../../kernel/weighted/weighted-constants.ts';
import type { LstmName } from '../lstm.ts';
import { position, type Gate, type LstmAttributes } from '../lstm-operands.ts';
import { constantList, isCoupled, lstmArguments, lstmCall, lstmProblem, perGate, type LstmCall } from './lstm-call.ts';
import { lstmWork } from './lstm-work.ts';
import { sizes } from './kernel-sizes.ts';

type Constants = ReturnType<typeof constantList>;

/** Real numbers of a vector, however it is stored. */
const realsOf = (tensor: Tensor | null | undefined): Float64Array | undefined => {
  if (tensor == null) return undefined;
  const scale = tensor.type.dtype === 'int8' ? (tensor.type.quant?.scale[0] ?? 1) : 1;
  return doubles(tensor).map((value) => value * scale);
};

const ranges: Readonly<Record<Exclude<LstmAttributes['activation'], 'tanh'>, readonly [number, number]>> = {
  none: [-Infinity, Infinity],
  relu: [0, Infinity],
  relu_n1_to_1: [-1, 1],
  relu6: [0, 6],
};

const cellFields = (call: LstmCall, { add }: Constants): CValue => {
  const { attrs, cells, operands } = call;
  const [low, high] = attrs.activation === 'tanh' ? [0, 0] : ranges[attrs.activation];
  const gate = (name: Gate): CValue => ({
    fields: {
      peephole: add(
        `${name}_peephole`,
        'float',
        realsOf(operands[position.peephole[name] ?? position.normalization.output + 1]),
      ),
      normalization: add(`${name}_normalization`, 'float', realsOf(operands[position.normalization[name]])),
      bias: add(`${name}_bias`, 'float', realsOf(operands[position.bias[name]]) ?? new Float32Array(cells)),
    },
  });
  return {
    fields: {
      gates: perGate(gate),
      coupled: isCoupled(call) ? 1 : 0,
      activation: attrs.activation === 'tanh' ? 0 : 1,
      low: floatLimit(low),
      high: floatLimit(high),
      cell_limit: attrs.cellClip,
    },
  };
};

const floatFields = (call: LstmCall, constants: Constants): Readonly<Record<string, CValue>> => {
  const matrix = (index: number, name: string): CValue => constants.add(name, 'float', realsOf(call.operands[index]));
  return {
    input: perGate((name) => matrix(position.weights[name], `${name}_input`)),
    recurrent: perGate((name) => matrix(position.recurrent[name], `${name}_recurrent`)),
    projection: matrix(position.projection, 'projection'),
  };
};

const hybridFields = (call: LstmCall, constants: Constants): Readonly<Record<string, CValue>> => {
  const matrix = (index: number, name: string): CValue => {
    const tensor = call.operands[index];
    const weights = constants.add(name, 'int8_t', tensor?.data as Int8Array | undefined);
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

const floatLstm = <Name extends LstmName>(op: Name, form: 'f32' | 'hybrid'): Kernel<Name> => {
  const name = `tml_lstm_${form}`;
  return defineKernel<Name>({
    name: `tml_${op}_${form}`,
    version: 1,
    op,
    isa: 'generic',
    sources: kernelSources(`${name}.h`),
    measured: sizes,
    supports: (request) =>
      lstmProblem(request as KernelRequest<LstmName>, 'float32', form === 'f32' ? 'float32' : 'int8') ?? true,
    lower(request) {
      const call = lstmCall(request as KernelRequest<LstmName>);
      const { attrs, cells, inputs, operands, outputs } = call;
      const constants = constantList();
      const bias = realsOf(operands[position.projectionBias]) ?? new Float32Array(outputs);
      const floats = (projects(call) ? 5 : 4) * cells;
      return {
        function: name,
        params: {
          type: `${name}_params`,
          fields: {
            sizes: call.sizes,
            ...(form === 'f32' ? floatFields(call, constants) : hybridFields(call, constants)),
            projection_bias: constants.add('projection_bias', 'float', projects(call) ? bias : undefined),
            projection_limit: attrs.projClip,
            cell: cellFields(call, constants),
          },
        },
        arguments: lstmArguments,
        constants: constants.constants,
        scratch: 4 * floats + (form === 'f32' ? 0 : Math.max(inputs + outputs, cells)),
      };
    },
    cost(request) {
      const work = lstmWork(lstmCall(request as KernelRequest<LstmName>));
      // Each cell has five activations of some twenty operations.
      return ratedCost(
        noRates,
        name,
        request,
        work,
        (form === 'f32' ? 2 * work.product : 2 * work.sum) + 100 * work.cell,
      );
    },
  });
};

export const lstmF32 = <Name extends LstmName>(op: Name): Kernel<Name> => floatLstm(op, 'f32');
export const lstmHybrid = <Name extends LstmName>(op: Name): Kernel<Name> => floatLstm(op, 'hybrid');
