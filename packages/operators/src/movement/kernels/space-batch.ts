import { byteWidth, defineKernel, elementCount, type Kernel, type OpName, type TensorType } from '@tinyml/core';
import { padZero } from '@tinyml/core/internal';
import { moveCost } from '../../kernel/element-cost.ts';
import type { RateTable } from '../../kernel/kernel-cost.ts';
import { operandArgument, operatorProblem, requiredOperand } from '../../kernel/operand.ts';
import { kernelSources } from '../../kernel/kernel-sources.ts';
import { constantNumbers } from './constant-numbers.ts';
import { sizes } from './kernel-sizes.ts';

/** Every byte of the value to pad with, or undefined where its bytes differ. */
const fillByte = (type: TensorType): number | undefined => {
  const zero = padZero(type);
  return zero === 0 ? 0 : byteWidth(type.dtype) === 1 ? zero & 255 : undefined;
};

/** Moves between positions and the batch; one or two spatial dimensions. */
export const spaceBatchKernel = (op: OpName, rates: RateTable, direction: 'to batch' | 'to space'): Kernel =>
  defineKernel({
    name: `tml_${op}`,
    version: 1,
    op,
    isa: 'generic',
    sources: kernelSources('tml_space_batch.h'),
    measured: sizes,
    supports(request) {
      const block = constantNumbers(request, 1);
      if (block === undefined || constantNumbers(request, 2) === undefined)
        return 'block and borders must be constants';
      if (block.length < 1 || block.length > 2) return `one or two spatial dimensions, not ${String(block.length)}`;
      if (fillByte(requiredOperand(request, 0).type) === undefined) return 'the zero point must fit one byte';
      return operatorProblem(request) ?? true;
    },
    lower(request) {
      const x = requiredOperand(request, 0).type;
      const y = request.outputs[0] ?? x;
      const [block_height = 1, block_width = 1] = constantNumbers(request, 1) ?? [];
      const [top = 0, , left = 0] = constantNumbers(request, 2) ?? [];
      const [space, phases] = direction === 'to batch' ? [x.shape, y.shape] : [y.shape, x.shape];
      const flat = constantNumbers(request, 1)?.length === 1;
      const input = operandArgument(request, 0, 'input');
      return {
        function: direction === 'to batch' ? 'tml_space_to_batch' : 'tml_batch_to_space',
        params: {
          type: 'tml_space_batch_params',
          fields: {
            batch: space[0] ?? 1,
            height: space[1] ?? 1,
            width: flat ? 1 : (space[2] ?? 1),
            bytes: elementCount(space.slice(flat ? 2 : 3)) * byteWidth(x.dtype),
            block_height,
            block_width,
            rows: phases[1] ?? 1,
            columns: flat ? 1 : (phases[2] ?? 1),
            top,
            left,
            fill: fillByte(x) ?? 0,
          },
        },
        arguments: [{ params: true }, input.argument, { output: 0 }],
        constants: input.constants,
        scratch: 0,
      };
    },
    cost(request) {
      const flat = constantNumbers(request, 1)?.length === 1;
      const pixels = elementCount(request.outputs[0]?.shape.slice(0, flat ? 2 : 3) ?? []);
      return moveCost(rates, `tml_${op}`, request, pixels);
    },
  });
