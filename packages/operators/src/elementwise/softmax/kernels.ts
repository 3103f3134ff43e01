import { defineKernel, elementCount, perTensorQuant, type Cost, type KernelRequest } from '@tinyml/core';
import { softmaxExponentials } from '@tinyml/core/internal';
import { ratedCost } from '../../kernel/kernel-cost.ts';
import {
  dtypeProblem,
  elementOverlaps,
  operandArgument,
  operatorProblem,
  requiredOperand,
} from '../../kernel/operand.ts';
import { kernelSources } from '../../kernel/kernel-sources.ts';
import { differenceFactor, exponentials, reciprocals } from './int16.ts';
import { withSizes } from '../../kernel/with-sizes.ts';
import { sizes } from './kernel-sizes.ts';
import { rates } from './kernel-rates.ts';

const extents = ({ outputs: [output] }: KernelRequest): { readonly rows: number; readonly depth: number } => {
  const depth = output?.shape.at(-1) ?? 1;
  return { rows: depth === 0 ? 0 : elementCount(output?.shape ?? []) / depth, depth };
};

const costOf = (rated: string, request: KernelRequest<'softmax'>, floats = 0): Cost => {
  const { rows, depth } = extents(request);
  return ratedCost(rates, rated, request, { row: rows, element: rows * depth }, rows * depth * floats);
};

const softmaxF32 = defineKernel({
  name: 'tml_softmax_f32',
  version: 1,
  op: 'softmax',
  isa: 'generic',
  sources: kernelSources('tml_softmax_f32.h'),
  supports: (request) => dtypeProblem(request, ['float32'], 'float32') ?? operatorProblem(request) ?? true,
  lower(request) {
    const input = operandArgument(request, 0, 'input');
    return {
      function: 'tml_softmax_f32',
      params: {
        type: 'tml_softmax_f32_params',
        fields: { ...extents(request), beta: Math.fround(request.node.attrs.beta) },
      },
      arguments: [{ params: true }, input.argument, { output: 0 }],
      constants: input.constants,
      scratch: 0,
      overlaps: elementOverlaps(request, [0]),
    };
  },
  cost: (request) => costOf('tml_softmax_f32', request, 30),
});

/** On 8 bits, signed or not: the results' least element stands for 0. Results of 16 bits cannot lie over a row that is read again. */
const softmaxOfBytes = (name: string, dtype: 'int8' | 'uint8', result: 'int8' | 'uint8' | 'int16' = dtype) =>
  defineKernel({
    name,
    version: 1,
    op: 'softmax',
    isa: 'generic',
    sources: kernelSources(`${name}.h`),
    supports: (request) => dtypeProblem(request, [dtype], result) ?? operatorProblem(request) ?? true,
    lower(request) {
      const input = operandArgument(request, 0, 'input');
      const { scale } = perTensorQuant(requiredOperand(request, 0).type);
      const table = softmaxExponentials(scale, request.node.attrs.beta);
      return {
        function: name,
        params: {
          type: `${name}_params`,
          fields: { ...extents(request), table_length: table.length, table: { c: '@exponentials' } },
        },
        arguments: [{ params: true }, input.argument, { output: 0 }],
        constants: [{ name: 'exponentials', ctype: 'int32_t', values: table }, ...input.constants],
        scratch: 0,
        overlaps: result === dtype ? elementOverlaps(request, [0]) : [],
      };
    },
    cost: (request) => costOf('tml_softmax_s8', request),
  });

const softmaxS16 = defineKernel({
  name: 'tml_softmax_s16',
  version: 1,
  op: 'softmax',
  isa: 'generic',
  sources: kernelSources('tml_softmax_s16.h'),
  supports: (request) => dtypeProblem(request, ['int16'], 'int16') ?? operatorProblem(request) ?? true,
  lower(request) {
    const input = operandArgument(request, 0, 'input');
    const { scale } = perTensorQuant(requiredOperand(request, 0).type);
    const { multiplier, shift } = differenceFactor(scale, request.node.attrs.beta);
    return {
      function: 'tml_softmax_s16',
      params: {
        type: 'tml_softmax_s16_params',
        fields: {
          ...extents(request),
          multiplier,
          shift,
          exponentials: { c: '@exponentials' },
          reciprocals: { c: '@reciprocals' },
        },
      },
      arguments: [{ params: true }, input.argument, { output: 0 }],
      constants: [
        { name: 'exponentials', ctype: 'int16_t', values: exponentials },
        { name: 'reciprocals', ctype: 'int16_t', values: reciprocals },
        ...input.constants,
      ],
      scratch: 0,
      overlaps: elementOverlaps(request, [0]),
    };
  },
  cost: (request) => costOf('tml_softmax_s8', request),
});

/** Softmax in floats and in fixed point. */
export const kernels = withSizes(sizes, [
  softmaxF32,
  softmaxS16,
  softmaxOfBytes('tml_softmax_s8', 'int8'),
  softmaxOfBytes('tml_softmax_u8', 'uint8'),
  softmaxOfBytes('tml_softmax_s8s16', 'int8', 'int16'),
  softmaxOfBytes('tml_softmax_u8s16', 'uint8', 'int16'),
]);
