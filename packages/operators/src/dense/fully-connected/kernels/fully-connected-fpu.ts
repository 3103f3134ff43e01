import { defineKernel, elementCount, type Kernel, type KernelRequest } from '@tinyml/core';
import { rowDistance } from '../../../kernel/overlap-distance.ts';
import { kernelSources } from '../../../kernel/kernel-sources.ts';
import {
  depthOf,
  rectifies,
  walkConstants,
  walkCost,
  weightedFormOf,
  type WalkForm,
} from '../../../kernel/weighted/walk-f32.ts';
import {
  supportsWeighted,
  weightedFields,
  weightedOperands,
  type WeightedOperands,
} from '../../../kernel/weighted/weighted-constants.ts';

const operandsOf = (request: KernelRequest): WeightedOperands =>
  weightedOperands(request, { x: 0, filter: 1, bias: 2 }, 0);

const rowsOf = (operands: WeightedOperands): number => elementCount(operands.types.x.shape) / depthOf(operands);

/** Four outputs at once. */
const dense = (form: WalkForm): Kernel<'fully_connected'> => {
  const name = `tml_fully_connected_${form}_fpu`;
  return defineKernel({
    name,
    version: 1,
    op: 'fully_connected',
    isa: 'fpu',
    sources: kernelSources('tml_fully_connected_f32_fpu.h'),
    supports(request) {
      const operands = operandsOf(request);
      if (operands.types.channels < 4) return 'it takes four outputs at once';
      return supportsWeighted(operands, weightedFormOf[form], depthOf(operands));
    },
    lower(request) {
      const operands = operandsOf(request);
      const { types } = operands;
      return {
        function: name,
        params: {
          type: 'tml_fully_connected_f32_params',
          fields: {
            rows: rowsOf(operands),
            depth: depthOf(operands),
            outputs: types.channels,
            ...weightedFields(types, weightedFormOf[form], request.node.attrs.activation, false),
          },
        },
        arguments: [{ params: true }, { input: 0 }, { constant: 'filter' }, { constant: 'bias' }, { output: 0 }],
        constants: walkConstants(operands, form),
        scratch: 0,
        overlaps: [{ input: 0, output: 0, distance: rowDistance(rowsOf(operands), types.x, types.y, 4) }],
      };
    },
    cost(request) {
      const operands = operandsOf(request);
      const run = depthOf(operands);
      const count = rowsOf(operands);
      return walkCost(
        {
          blocks: { count: 0, runs: 0, values: 0 },
          single: { count, runs: count, values: count * run },
          channels: operands.types.channels,
          run,
          rectify: rectifies(request.node.attrs.activation),
        },
        form,
      );
    },
  });
};

export const fullyConnectedF32Fpu = dense('f32');
export const fullyConnectedF16wFpu = dense('f16w');
