import { defineKernel, elementCount, isPresent, type KernelRequest } from '@tinyml/core';
import { elementCost } from '../../kernel/element-cost.ts';
import { elementOverlaps, operandArgument, operatorProblem } from '../../kernel/operand.ts';
import { kernelSources } from '../../kernel/kernel-sources.ts';
import { withSizes } from '../../kernel/with-sizes.ts';
import { sizes } from './kernel-sizes.ts';
import { noRates } from '../../kernel/kernel-cost.ts';

const name = 'tml_batch_normalization_f32';

/** Elements of a constant operand; `fallback` for each channel where it is absent. */
const perChannel = ({ inputs }: KernelRequest, index: number, channels: number, fallback: number): Float32Array => {
  const values = inputs[index]?.constant;
  return values instanceof Float32Array ? values : new Float32Array(channels).fill(fallback);
};

const batchNormalizationF32 = defineKernel({
  name,
  version: 1,
  op: 'batch_normalization',
  isa: 'generic',
  sources: kernelSources(`${name}.h`),
  supports(request) {
    const problem = operatorProblem(request);
    if (problem !== undefined) return problem;
    const computed = request.inputs.slice(1).some((operand) => isPresent(operand) && operand.constant === undefined);
    return computed ? 'mean, variance, gamma and beta must be constants' : true;
  },
  lower(request) {
    const shape = request.outputs[0]?.shape ?? [];
    const channels = shape.at(-1) ?? 1;
    const variance = perChannel(request, 2, channels, 1);
    const factor = perChannel(request, 3, channels, 1).map(
      (gamma, c) => gamma / Math.sqrt((variance[c] as number) + request.node.attrs.epsilon),
    );
    const input = operandArgument(request, 0, 'input');
    return {
      function: name,
      params: {
        type: `${name}_params`,
        fields: {
          rows: channels === 0 ? 0 : elementCount(shape) / channels,
          channels,
          mean: { c: '@mean' },
          factor: { c: '@factor' },
          beta: { c: '@beta' },
        },
      },
      arguments: [{ params: true }, input.argument, { output: 0 }],
      constants: [
        { name: 'mean', ctype: 'float', values: perChannel(request, 1, channels, 0) },
        { name: 'factor', ctype: 'float', values: factor },
        { name: 'beta', ctype: 'float', values: perChannel(request, 4, channels, 0) },
        ...input.constants,
      ],
      scratch: 0,
      overlaps: elementOverlaps(request, [0]),
    };
  },
  cost: (request) => elementCost(noRates, name, request, 2),
});

export const kernels = withSizes(sizes, [batchNormalizationF32]);
