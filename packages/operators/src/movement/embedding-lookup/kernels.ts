import { byteWidth, defineKernel, elementCount, type Kernel } from '@tinyml/core';
import { noRates, ratedCost } from '../../kernel/kernel-cost.ts';
import { kernelSources } from '../../kernel/kernel-sources.ts';
import { operatorProblem, requiredOperand } from '../../kernel/operand.ts';
import { takingKernels } from '../kernels/taking.ts';
import { withSizes } from '../../kernel/with-sizes.ts';
import { sizes } from './kernel-sizes.ts';

const name = 'tml_embedding_lookup_hybrid';

/** A table of int8 in flash, read as real numbers. */
const hybrid: Kernel<'embedding_lookup'> = defineKernel({
  name,
  version: 1,
  op: 'embedding_lookup',
  isa: 'generic',
  sources: kernelSources(`${name}.h`),
  supports(request) {
    const [ids, table] = request.inputs;
    if (ids?.type.dtype !== 'int32' || ids.constant !== undefined) return 'ids are no computed int32';
    if (table?.type.dtype !== 'int8' && table?.type.dtype !== 'int4') return 'the table is not int8';
    if (request.outputs[0]?.dtype !== 'float32') return 'the result is not float32';
    if (table.constant === undefined || table.encoding !== undefined) return 'the table is no plain constant';
    return operatorProblem(request) ?? true;
  },
  lower(request) {
    const { type, constant } = requiredOperand(request, 1);
    const scales = type.quant?.scale ?? [1];
    return {
      function: name,
      params: {
        type: `${name}_params`,
        fields: {
          count: elementCount(requiredOperand(request, 0).type.shape),
          rows: type.shape[0] ?? 1,
          width: elementCount(type.shape.slice(1)),
          scale_step: scales.length > 1 ? 1 : 0,
        },
      },
      arguments: [{ params: true }, { input: 0 }, { constant: 'table' }, { constant: 'scale' }, { output: 0 }],
      constants: [
        { name: 'table', ctype: 'int8_t', values: constant as Int8Array },
        { name: 'scale', ctype: 'float', values: Float32Array.from(scales) },
      ],
      scratch: 0,
    };
  },
  cost: (request) => ratedCost(noRates, name, request, { element: elementCount(request.outputs[0]?.shape ?? []) }),
});

/** Rows of the table are the slices along its first axis. */
const moving: readonly Kernel[] = takingKernels<'embedding_lookup'>({
  op: 'embedding_lookup',
  data: 1,
  numbers: 0,
  takingOf(request) {
    const { dtype, shape } = requiredOperand(request, 1).type;
    return {
      batches: 1,
      outer: 1,
      size: shape[0] ?? 1,
      count: elementCount(requiredOperand(request, 0).type.shape),
      bytes: elementCount(shape.slice(1)) * byteWidth(dtype),
    };
  },
});

/** A kernel that moves elements, where they stay as they are. */
const unconverted = (kernel: Kernel): Kernel => ({
  ...kernel,
  supports: (request) =>
    requiredOperand(request, 1).type.dtype === request.outputs[0]?.dtype
      ? kernel.supports(request)
      : 'the result has another type than the table',
});

export const kernels = [...moving.map(unconverted), ...withSizes(sizes, [hybrid])];
