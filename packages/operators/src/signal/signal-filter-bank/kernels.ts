import type { KernelRequest } from '@tinyml/core';
import { withSizes } from '../../kernel/with-sizes.ts';
import { pointedTo, signalKernel } from '../signal-kernel.ts';
import { sizes } from './kernel-sizes.ts';

const constants = ['weights', 'unweights', 'starts', 'weight_starts', 'widths'] as const;

const weightsOf = ({ inputs }: KernelRequest): number => inputs[1]?.type.shape[0] ?? 0;

export const kernels = withSizes(sizes, [
  signalKernel<'signal_filter_bank'>({
    op: 'signal_filter_bank',
    function: 'tml_signal_filter_bank_u32',
    header: 'tml_signal_filter_bank_u32.h',
    dtype: 'uint32',
    params: (request) => ({
      fields: {
        channels: request.node.attrs.numChannels,
        ...Object.fromEntries(constants.map((name) => [name, { c: `@${name}` }])),
      },
      constants: constants.map((name, i) => pointedTo(request, i + 1, name)),
    }),
    problem: ({ inputs }) =>
      inputs.slice(1).some((operand) => operand?.constant === undefined)
        ? 'its weights and bands must be constants'
        : undefined,
    work: (request) => ({ result: request.node.attrs.numChannels, product: 2 * weightsOf(request) }),
  }),
]);
