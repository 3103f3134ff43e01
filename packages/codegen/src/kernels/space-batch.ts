import {
  byteWidth,
  defineKernel,
  elementCount,
  padZero,
  type Kernel,
  type KernelRequest,
  type TensorType,
} from '@tinyml/core';
import { moveCost } from './element-cost.ts';
import { operandArgument, operatorProblem, requiredOperand } from './operand.ts';
import { kernelSources } from './sources.ts';

type SpaceBatchOp = 'space_to_batch_nd' | 'batch_to_space_nd';

const numbers = (request: KernelRequest, index: number): readonly number[] | undefined => {
  const constant = request.inputs[index]?.constant;
  return constant && Array.from(constant as Int32Array, Number);
};

/** Every byte of the value to pad with, or undefined where its bytes differ. */
const fillByte = (type: TensorType): number | undefined => {
  const zero = padZero(type);
  return zero === 0 ? 0 : byteWidth(type.dtype) === 1 ? zero & 255 : undefined;
};

/** Moves between positions and the batch; one or two spatial dimensions. */
const spaceBatchKernel = <Name extends SpaceBatchOp>(op: Name): Kernel<Name> =>
  defineKernel<Name>({
    name: `tml_${op}`,
    version: 1,
    op,
    isa: 'generic',
    sources: kernelSources('tml_space_batch.h'),
    supports(request) {
      const plain = request as KernelRequest;
      const block = numbers(plain, 1);
      if (block === undefined || numbers(plain, 2) === undefined) return 'block and borders must be constants';
      if (block.length < 1 || block.length > 2) return `one or two spatial dimensions, not ${String(block.length)}`;
      if (fillByte(requiredOperand(plain, 0).type) === undefined) return 'the zero point must fit one byte';
      return operatorProblem(request) ?? true;
    },
    lower(request) {
      const plain = request as KernelRequest;
      const x = requiredOperand(plain, 0).type;
      const y = request.outputs[0] ?? x;
      const [block_height = 1, block_width = 1] = numbers(plain, 1) ?? [];
      const [top = 0, , left = 0] = numbers(plain, 2) ?? [];
      const [space, phases] = op === 'space_to_batch_nd' ? [x.shape, y.shape] : [y.shape, x.shape];
      const flat = numbers(plain, 1)?.length === 1;
      const input = operandArgument(plain, 0, 'input');
      return {
        function: op === 'space_to_batch_nd' ? 'tml_space_to_batch' : 'tml_batch_to_space',
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
      const flat = numbers(request as KernelRequest, 1)?.length === 1;
      const pixels = elementCount(request.outputs[0]?.shape.slice(0, flat ? 2 : 3) ?? []);
      return moveCost(`tml_${op}`, request as KernelRequest, pixels);
    },
  });

export const spaceBatchKernels: readonly Kernel[] = [
  spaceBatchKernel('batch_to_space_nd') as unknown as Kernel,
  spaceBatchKernel('space_to_batch_nd') as unknown as Kernel,
];
