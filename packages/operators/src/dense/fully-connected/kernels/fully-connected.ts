import { defineKernel, elementCount, type Kernel, type KernelRequest } from '@tinyml/core';
import { ratedCost } from '../../../kernel/kernel-cost.ts';
import { rowDistance, recordDistance } from '../../../kernel/overlap-distance.ts';
import { kernelSources } from '../../../kernel/kernel-sources.ts';
import { paramsForm } from '../../../kernel/weighted/params-form.ts';
import {
  supportsWeighted,
  weightedConstants,
  weightedFields,
  weightedOperands,
  type WeightedForm,
  type WeightedOperands,
} from '../../../kernel/weighted/weighted-constants.ts';
import { rates } from './kernel-rates.ts';

const operandsOf = (request: KernelRequest): WeightedOperands =>
  weightedOperands(request, { x: 0, filter: 1, bias: 2 }, 0);

const dense = (form: WeightedForm): Kernel<'fully_connected'> => {
  const name = `tml_fully_connected_${form}`;
  return defineKernel({
    name,
    version: 1,
    op: 'fully_connected',
    isa: 'generic',
    sources: kernelSources(`${name}.h`),
    supports(request) {
      const operands = operandsOf(request);
      return supportsWeighted(operands, form, operands.filter.type.shape[1] as number, true);
    },
    lower(request) {
      const { attrs } = request.node;
      const operands = operandsOf(request);
      const [outputs, depth] = operands.filter.type.shape as readonly [number, number];
      const rows = elementCount(operands.types.x.shape) / depth;
      const constants = weightedConstants(operands, form, true);
      const { x, y } = operands.types;
      const distance =
        form === 'hybrid'
          ? recordDistance(rows, 4 * depth, 4 * outputs) // rows are copied, quantised
          : rowDistance(rows, x, y, form === 's16_wide' || form === 'u8' ? 1 : 4);
      return {
        function: name,
        params: {
          type: `tml_fully_connected_${paramsForm(form)}_params`,
          fields: {
            rows,
            depth,
            outputs,
            ...weightedFields(operands.types, form, attrs.activation, attrs.asymmetricQuantizeInputs ?? false),
          },
        },
        arguments: [
          { params: true },
          { input: 0 },
          ...constants.map((constant) => ({ constant: constant.name })),
          { output: 0 },
          ...(form === 'hybrid' ? [{ scratch: true } as const] : []),
        ],
        constants,
        scratch: form === 'hybrid' ? depth : 0,
        ...(form === 'hybrid' ? { scratchOver: 0 } : {}),
        overlaps: [{ input: 0, output: 0, distance }],
      };
    },
    cost(request) {
      const { filter, x } = operandsOf(request).types;
      const [outputs, depth] = filter.shape as readonly [number, number];
      const rows = elementCount(x.shape) / depth;
      const fours = rows * Math.floor(outputs / 4);
      const left = rows * (outputs % 4);
      const work = {
        row: rows,
        input: rows * depth,
        four: fours,
        left,
        product: 4 * fours * depth,
        leftProduct: left * depth,
      };
      return ratedCost(
        rates,
        form.startsWith('s16') || form === 'u8' ? 'tml_fully_connected_s8' : name,
        request,
        work,
        form.startsWith('f32') ? 2 * rows * outputs * depth : 0,
      );
    },
  });
};

export const fullyConnectedF32 = dense('f32');
export const fullyConnectedF32F16w = dense('f32_f16w');
export const fullyConnectedHybrid = dense('hybrid');
export const fullyConnectedS16 = dense('s16');
export const fullyConnectedS16Wide = dense('s16_wide');
export const fullyConnectedS8 = dense('s8');
export const fullyConnectedU8 = dense('u8');
