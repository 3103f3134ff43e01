import { byteWidth, defineKernel, elementCount, type KernelRequest } from '@tinyml/core';
import { paddingPairs } from '@tinyml/core/internal';
import { moveCost } from '../../kernel/element-cost.ts';
import { kernelSources } from '../../kernel/kernel-sources.ts';
import { operandArgument, operatorProblem, requiredOperand } from '../../kernel/operand.ts';
import { constantNumbers } from '../kernels/constant-numbers.ts';
import { withSizes } from '../../kernel/with-sizes.ts';
import { sizes } from './kernel-sizes.ts';
import { rates } from '../kernels/kernel-rates.ts';

const rank = 6;

interface Dimension {
  readonly size: number;
  readonly before: number;
  readonly after: number;
}

/** Dimensions, those side by side without padding as one, and the bytes of what is not padded at the end. */
const dimensionsOf = (
  request: KernelRequest<'mirror_pad'>,
): { readonly dimensions: readonly Dimension[]; readonly bytes: number } | undefined => {
  const { shape, dtype } = requiredOperand(request, 0).type;
  const paddings = constantNumbers(request, 1);
  if (paddings === undefined) return undefined;
  const dimensions: Dimension[] = [];
  paddingPairs(shape, paddings).forEach(([before, after], axis) => {
    const size = shape[axis] as number;
    const last = dimensions.at(-1);
    const plain = before === 0 && after === 0;
    if (plain && last?.before === 0 && last.after === 0)
      dimensions[dimensions.length - 1] = { ...last, size: last.size * size };
    else dimensions.push({ size, before, after });
  });
  const last = dimensions.at(-1);
  const run = last?.before === 0 && last.after === 0 ? last.size : 1;
  return { dimensions: run > 1 ? dimensions.slice(0, -1) : dimensions, bytes: run * byteWidth(dtype) };
};

/** Copies runs of bytes from places that are mirrored at the borders. */
const mirrorPad = defineKernel<'mirror_pad'>({
  name: 'tml_mirror_pad',
  version: 1,
  op: 'mirror_pad',
  isa: 'generic',
  sources: kernelSources('tml_mirror_pad.h'),
  supports(request) {
    const problem = operatorProblem(request);
    if (problem !== undefined) return problem;
    const found = dimensionsOf(request);
    if (found === undefined) return 'the paddings must be constant';
    return found.dimensions.length > rank ? `pads along more than ${String(rank)} separate dimensions` : true;
  },
  lower(request) {
    const { dimensions, bytes } = dimensionsOf(request) ?? { dimensions: [], bytes: 0 };
    const padded = [...dimensions];
    while (padded.length < rank) padded.unshift({ size: 1, before: 0, after: 0 });
    const input = operandArgument(request, 0, 'input');
    return {
      function: 'tml_mirror_pad',
      params: {
        type: 'tml_mirror_pad_params',
        fields: {
          size: padded.map(({ size }) => size),
          before: padded.map(({ before }) => before),
          count: padded.map(({ size, before, after }) => before + size + after),
          border: request.node.attrs.mode === 'reflect' ? 0 : 1,
          bytes,
        },
      },
      arguments: [{ params: true }, input.argument, { output: 0 }],
      constants: input.constants,
      scratch: 0,
    };
  },
  cost(request) {
    const { dtype } = requiredOperand(request, 0).type;
    const bytes = dimensionsOf(request)?.bytes ?? 1;
    return moveCost(
      rates,
      'tml_take',
      request,
      (elementCount(request.outputs[0]?.shape ?? []) * byteWidth(dtype)) / bytes,
    );
  },
});

export const kernels = withSizes(sizes, [mirrorPad]);
