import { defineKernel, type CValue, type Kernel, type KernelRequest, type Tensor, type TensorType } from '@tinyml/core';
import { ratedCost } from '../../kernel/kernel-cost.ts';
import { kernelSources } from '../../kernel/kernel-sources.ts';
import { rowsSuffix, type RowsIsa } from '../../kernel/weighted/row-words.ts';
import type { LstmName } from '../lstm.ts';
import { productProblem, type Product } from '../integer-product.ts';
import { integerLstm, type IntegerLstm } from '../lstm-integer-parts.ts';
import { position, type Gate } from '../lstm-operands.ts';
import { constantList, productFields, sequenceOverlaps, type ConstantList } from './constants.ts';
import { isCoupled, lstmArguments, lstmCall, lstmProblem, perGate, type LstmCall } from './lstm-call.ts';
import { lstmWork } from './lstm-work.ts';
import { rates } from './kernel-rates.ts';
import { sizes } from './kernel-sizes.ts';

const rangeProblem = ({ gates, projection }: IntegerLstm): string | undefined =>
  productProblem([...Object.values(gates).flatMap(({ input, recurrent }) => [input, recurrent]), projection]);

const fieldsOf = (call: LstmCall, isa: RowsIsa): { fields: Record<string, CValue>; constants: ConstantList } => {
  const lstm = integerLstm(call.attrs, call.operands);
  const constants = constantList();
  const product = (name: string, value: Product | undefined): CValue => productFields(constants, name, value, isa);
  const gate = (name: Gate): CValue => {
    const { normalization, peephole } = lstm.gates[name];
    return {
      fields: {
        peephole: constants.add(`${name}_peephole`, 'int16_t', peephole?.weights),
        peephole_multiplier: peephole?.factor.multiplier ?? 0,
        peephole_shift: peephole?.factor.shift ?? 0,
        normalization: constants.add(`${name}_normalization`, 'int16_t', normalization?.coefficients),
        bias: constants.add(`${name}_offset`, 'int32_t', normalization?.bias),
        multiplier: normalization?.factor.multiplier ?? 0,
        // Deviations are in units of 2^-12.
        shift: (normalization?.factor.shift ?? 0) + 12,
        guard: normalization?.guard ?? 0,
      },
    };
  };
  const fields: Record<string, CValue> = {
    sizes: call.sizes,
    input: perGate((name) => product(`${name}_input`, lstm.gates[name].input)),
    recurrent: perGate((name) => product(`${name}_recurrent`, lstm.gates[name].recurrent)),
    projection: product('projection', lstm.projection),
    projection_limit: Math.max(0, lstm.projectionLimit),
    output_zero_point: lstm.outputZeroPoint,
    cell: {
      fields: {
        gates: perGate(gate),
        coupled: isCoupled(call) ? 1 : 0,
        cell_bits: lstm.cellBits,
        cell_limit: Math.max(0, lstm.cellLimit),
        hidden_multiplier: lstm.hidden.factor.multiplier,
        hidden_shift: lstm.hidden.factor.shift,
        hidden_zero_point: lstm.hidden.zeroPoint,
      },
    },
  };
  return { fields, constants };
};

export const lstmS8 = <Name extends LstmName>(op: Name, isa: RowsIsa = 'generic'): Kernel<Name> => {
  const name = `tml_lstm_s8${rowsSuffix(isa)}`;
  return defineKernel<Name>({
    name: `tml_${op}_s8${rowsSuffix(isa)}`,
    version: 1,
    op,
    isa,
    sources: kernelSources(`${name}.h`),
    measured: sizes,
    supports(request) {
      const problem = lstmProblem(request as KernelRequest<LstmName>, 'int8', 'int8');
      if (problem !== undefined) return problem;
      const { attrs, cells, operands, outputs } = lstmCall(request as KernelRequest<LstmName>);
      if (operands[position.peephole.forget] != null && outputs > cells)
        return 'peepholes go by outputs, of which there are more than cells';
      return rangeProblem(integerLstm(attrs, operands)) ?? true;
    },
    lower(request) {
      const call = lstmCall(request as KernelRequest<LstmName>);
      const { fields, constants } = fieldsOf(call, isa);
      return {
        function: name,
        params: { type: `${name}_params`, fields },
        arguments: lstmArguments(request as KernelRequest),
        constants: constants.constants,
        scratch: (call.operands[position.projection] == null ? 8 : 9) * call.cells,
        overlaps: sequenceOverlaps((call.operands[0] as Tensor).type, request.outputs[0] as TensorType, call),
      };
    },
    cost: (request) => ratedCost(rates, name, request, lstmWork(lstmCall(request as KernelRequest<LstmName>))),
  });
};
