import {
  broadcastStrides,
  byteWidth,
  defineKernel,
  type DType,
  type Kernel,
  type KernelRequest,
  type OpName,
  type Shape,
} from '@tinyml/core';
import { kernelSources } from '../../kernel/kernel-sources.ts';
import { noRates, ratedCost } from '../../kernel/kernel-cost.ts';
import { elementOverlaps, operandArgument, operatorProblem, requiredOperand } from '../../kernel/operand.ts';
import { sizes } from './kernel-sizes.ts';

/** Dimensions that runs can be nested over, beside the run itself. */
const greatestOuterDimensions = 4;

interface Dimension {
  readonly size: number;
  /** How far each operand advances with the next index. */
  readonly steps: readonly number[];
}

/** Dimensions, innermost first; those that all operands walk through as one are merged into one. */
const merged = (shapes: readonly Shape[], result: Shape): readonly Dimension[] => {
  const strides = shapes.map((shape) => broadcastStrides(shape, result));
  const dimensions: Dimension[] = [];
  for (let axis = result.length - 1; axis >= 0; axis--) {
    const size = result[axis] as number;
    if (size === 1) continue;
    const steps = strides.map((stride) => stride[axis] as number);
    const last = dimensions.at(-1);
    if (last?.steps.every((step, i) => step * last.size === steps[i]) === true)
      dimensions[dimensions.length - 1] = { size: last.size * size, steps: last.steps };
    else dimensions.push({ size, steps });
  }
  return dimensions.length > 0 ? dimensions : [{ size: 1, steps: shapes.map(() => 1) }];
};

interface SelectLoop {
  readonly rows: number;
  readonly run: Dimension;
  /** For each outer dimension: its size, and what its next index adds to the operands' offsets. */
  readonly outer: readonly number[];
}

const loopOver = (shapes: readonly Shape[], result: Shape): SelectLoop => {
  const [run, ...outside] = merged(shapes, result) as [Dimension, ...Dimension[]];
  const back = shapes.map(() => 0);
  const outer = outside.flatMap(({ size, steps }) => {
    const record = [size, ...steps.map((step, i) => step - (back[i] as number))];
    steps.forEach((step, i) => (back[i] = (back[i] as number) + (size - 1) * step));
    return record;
  });
  const rows = outside.reduce((product, { size }) => product * size, 1);
  return rows * run.size === 0 ? { rows: 1, run: { ...run, size: 0 }, outer: [] } : { rows, run, outer };
};

const widths: Readonly<Record<number, readonly DType[]>> = {
  1: ['int8', 'uint8', 'bool'],
  2: ['int16', 'float16'],
  4: ['float32', 'int32'],
  8: ['int64'],
};

const selectKernel = (op: OpName, width: number, conditionShape: (condition: Shape, x: Shape) => Shape): Kernel => {
  const name = `tml_select_${String(8 * width)}`;
  const loopOf = (request: KernelRequest): SelectLoop => {
    const [condition, x, y] = [0, 1, 2].map((index) => requiredOperand(request, index).type.shape) as [
      Shape,
      Shape,
      Shape,
    ];
    return loopOver([conditionShape(condition, x), x, y], request.outputs[0]?.shape ?? []);
  };
  return defineKernel({
    name: `tml_${op}_${String(8 * width)}`,
    version: 1,
    op,
    isa: 'generic',
    sources: kernelSources(`${name}.h`),
    measured: sizes,
    supports(request) {
      const problem = operatorProblem(request);
      if (problem !== undefined) return problem;
      const { dtype } = requiredOperand(request, 1).type;
      if (!(widths[width]?.includes(dtype) ?? false) || byteWidth(dtype) !== width)
        return `takes elements of ${String(width)} bytes, not ${dtype}`;
      return (
        loopOf(request).outer.length <= 4 * greatestOuterDimensions ||
        'broadcasting over so many dimensions is not supported'
      );
    },
    lower(request) {
      const { rows, run, outer } = loopOf(request);
      const [condition, a, b] = [
        operandArgument(request, 0, 'condition'),
        operandArgument(request, 1, 'a'),
        operandArgument(request, 2, 'b'),
      ];
      const fields = {
        count: run.size,
        condition_stride: run.steps[0] ?? 0,
        a_stride: run.steps[1] ?? 0,
        b_stride: run.steps[2] ?? 0,
        rows,
        outer: { c: outer.length === 0 ? 'NULL' : '@outer' },
      };
      return {
        function: name,
        params: { type: `${name}_params`, fields },
        arguments: [{ params: true }, condition.argument, a.argument, b.argument, { output: 0 }],
        constants: [
          ...(outer.length === 0 ? [] : [{ name: 'outer', ctype: 'int32_t' as const, values: outer }]),
          ...condition.constants,
          ...a.constants,
          ...b.constants,
        ],
        scratch: 0,
        overlaps: elementOverlaps(request, [1, 2]),
      };
    },
    cost(request) {
      const { rows, run } = loopOf(request);
      return ratedCost(noRates, name, request, { row: rows, element: rows * run.size });
    },
  });
};

/** Kernels of a choice between two tensors, by the width of their elements. */
export const selectKernels = (
  op: OpName,
  conditionShape: (condition: Shape, x: Shape) => Shape = (condition) => condition,
): readonly Kernel[] => [1, 2, 4, 8].map((width) => selectKernel(op, width, conditionShape));
